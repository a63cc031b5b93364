package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A password that stands where none belongs is printed by no command, nor by the server. */
class PlantedPasswordTest {

  private static final String PLANTED = "S3cret-Planted";

  /** What people put into DATABASE_URL by mistake; {@code PW} is the password. */
  private static final List<String> MISTAKES =
      List.of(
          "PW",
          "PW==",
          "u:PW",
          "u PW h d",
          "u:PW@h/d",
          "u@h:PW",
          "u/PW@h:1521/d",
          "h:5432:d:u:PW",
          "host=h user=u password=PW dbname=d",
          "password=PW host=h",
          "Server=h;Port=5432;Database=d;User Id=u;Password=PW;",
          "Server=tcp:h,1433;User ID=u;Password='PW'",
          "Data Source=x.db;Password=PW",
          "mysql -u u -pPW -h h d",
          "mysql --user=u --password=PW h",
          "PGPASSWORD=PW psql -h h -U u d",
          "psql \"host=h password=PW\"",
          "{\"host\":\"h\",\"password\":\"PW\"}",
          "jdbc:postgresql://h/d?user=u&password=PW",
          "jdbc:postgresql://h/d;user=u;password=PW",
          "jdbc:mysql://u:PW@h/d",
          "jdbc:mysql://address=(host=h)(user=u)(password=PW)/d",
          "jdbc:sqlserver://h:1433;databaseName=d;user=u;password=PW",
          "jdbc:oracle:thin:u/PW@h:1521:d",
          "postgres://postgres://u:PW@h/d",
          "postgres:postgres://u:PW@h/d",
          "postgres:/u:PW@h/d",
          "postgres:u:PW@h/d",
          "postgres//u:PW@h/d",
          "postgres%3A%2F%2Fu%3APW%40h%2Fd",
          "\"postgres://u:PW@h/d\"",
          "'postgres://u:PW@h/d'",
          "DATABASE_URL=postgres://u:PW@h/d",
          "export DATABASE_URL=\"postgres://u:PW@h/d\"",
          "postgres://u:PW",
          "postgres://u:p@h1/d,postgres://u:PW@h2/d",
          "postgres://u:p@h1/d postgres://u:PW@h2/d",
          "postgres://u:p/x@PW@h/d",
          "postgres://u:PW/a@b@h/d",
          "postgres://u PW@h/d",
          "postgres://u@PW@h/d",
          "postgres://u,PW,h/d",
          "postgres://user=u&password=PW@h/d",
          "postgres://h/d;user=u;password=PW",
          "postgres://u@h;password=PW/d",
          "postgres://u@h:PW/d",
          "postgres://u@h/d password=PW",
          "postgres://u@h/d;password=PW",
          "postgres://u@h/d\nDB_PASSWORD=PW",
          "postgres://u@h/d/PW",
          "postgres://u@h/d#PW",
          "postgres://u@h/d?password=PW",
          "postgres://u@h/d?PW",
          "postgres://u@h/d?PW==",
          "postgres://u@h/d?sslmode=require;password=PW",
          "postgres://u@h/d?sslmode=require password=PW",
          "mysql2://u:PW@h/d",
          "postgresql+psycopg2://u:PW@h/d?password=PW",
          "mongodb+srv://u:PW@h/d",
          "https://u:PW@h/d",
          "sqlite://u:PW@h/d",
          "sqlite:u:PW@h/d",
          "sqlite:x.db;Password=PW",
          "sqlite:nowhere/x.db;Password=PW",
          "sqlite:x.db?key=PW");

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("serve"),
          List.of("config", "show"),
          List.of("database", "url"),
          List.of("database", "check"),
          List.of("migrate", "status"),
          List.of("user", "list"),
          List.of("key", "status"),
          List.of("metadata", "list", "system:global"),
          List.of("audit", "verify"));

  @TempDir Path directory;

  @Test
  void inPlaceOfTheUrlOfTheDatabase() {
    for (String mistake : MISTAKES) {
      for (List<String> command : COMMANDS) {
        String printed = print(command, Map.of("DATABASE_URL", mistake));

        assertThat(printed).as(mistake).contains("DATABASE_URL").doesNotContain(PLANTED);
      }
      print(List.of("serve", "--database-url", mistake.replace("PW", PLANTED)), Map.of());
      print(
          List.of("database", "check"),
          Map.of("DATABASE_URL", "mysql://u@h/d", "DATABASE_READ_URL", mistake));
    }
  }

  /** It is the name of a user, as far as anybody can tell. */
  @Test
  void behindAnEncodedColon() {
    print(List.of("config", "show"), Map.of("DATABASE_URL", "postgres://u%3APW@h/d"));
    print(List.of("database", "url"), Map.of("DATABASE_URL", "postgres://u%3APW@h/d"));
  }

  @Test
  void inASettingThatTakesNone() {
    for (String value :
        List.of(
            "postgres://u:PW@h/d", "u:PW@h", "https://u:PW@h", "x password=PW", "x;Pwd: 'PW'")) {
      for (String setting : List.of("DB_HOST", "PORT", "HOST", "LOG_LEVEL", "CORS_ORIGINS")) {
        print(List.of("config", "show"), Map.of(setting, value));
        print(List.of("serve"), Map.of(setting, value));
      }
    }
    print(
        List.of("config", "show"),
        Map.of("DB_PASSWORD_COMMAND", "vault read --token PW --password=PW"));
  }

  @Test
  void inAFileOfSettings() throws IOException {
    for (String text :
        List.of(
            "database: postgres://u:PW@h/d\n",
            "database:\n  url: postgres://u:PW@h/d?x=1\n",
            "database:\n  postgres://u:PW@h/d: x\n",
            "database:\n  postgres://u:PW@h/d\n",
            "database:\n  password: *PW\n",
            "database:\n  password: !PW!x y\n",
            "database:\n  password: @PW\n",
            "database:\n  password: \"\\PW\n",
            "database:\n  password: PW: x\n",
            "password=PW: x\npassword=PW: x\n")) {
      Files.writeString(directory.resolve("c.yaml"), text.replace("PW", PLANTED));
      print(List.of("config", "show"), Map.of("CARTULARY_CONFIG", "c.yaml"));
    }
    for (String line :
        List.of(
            "PW", "DATABASE_URL postgres://u:PW@h/d", "9PW=x", "A='PW", "B=\"x\"PW", "A B=PW")) {
      Files.writeString(directory.resolve("x.env"), line.replace("PW", PLANTED) + "\n");
      print(List.of("config", "show"), Map.of("CARTULARY_CONFIG", "x.env"));
    }
  }

  @Test
  void onTheCommandLine() {
    for (List<String> arguments :
        List.of(
            List.of("PW"),
            List.of("--db-password", "PW"),
            List.of("--db-password=PW"),
            List.of("-pPW"),
            List.of("serve", "postgres://u:PW@h/d"),
            List.of("migrate", "status", "postgres://u:PW@h/d"),
            List.of("migrate", "down", "--to", "password=PW"))) {
      List<String> planted = arguments.stream().map(it -> it.replace("PW", PLANTED)).toList();
      assertThat(print(planted, Map.of())).as("%s", arguments).startsWith("cartulary: ");
    }
    assertThat(print(List.of("--db-password=PW"), Map.of()))
        .startsWith(
            "cartulary: The option --db-password is not known: a command line shows in the process"
                + " list. Give the variable DB_PASSWORD, or its file.");
    assertThat(print(List.of("migrte"), Map.of()))
        .contains("\"migrte\" is neither a command nor an option here.", "migrate");
  }

  private String print(List<String> command, Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>(Map.of("HOME", directory.toString()));
    variables.forEach((name, value) -> environment.put(name, value.replace("PW", PLANTED)));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    Invocation.of(command, environment, directory, stream, stream);
    String text = printed.toString(StandardCharsets.UTF_8);
    assertThat(text).as("%s with %s", command, variables).doesNotContain(PLANTED);
    return text;
  }
}
