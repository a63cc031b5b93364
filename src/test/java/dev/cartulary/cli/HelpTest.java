package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.config.Setting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HelpTest {

  @TempDir Path directory;

  @Test
  void aCommandShowsItsOwnOptionsAndTheDatabaseOnly() {
    String help = help("migrate", "down");

    assertThat(help.lines()).hasSizeLessThan(30);
    assertThat(help)
        .contains("--num-steps", "--dry-run", "--database-url", "--config", "--help-settings")
        .doesNotContain("--db-pool-size", "--rate-limit");
    assertThat(options(help)).containsSubsequence("--num-steps", "--dry-run", "--database-url");
  }

  @Test
  void commandsComeBeforeOptions() {
    String help = help();

    assertThat(help.lines()).hasSizeLessThan(40);
    assertThat(help).containsSubsequence("Commands:", "  migrate ", "Options:");
    assertThat(help("user")).containsSubsequence("Commands:", "reset-password", "Options:");
  }

  @Test
  void everySettingIsInTheHelpOfSettings() {
    String printed = printed(List.of("migrate", "--help-settings"), Map.of(), 0);

    for (Setting setting : Setting.values()) {
      assertThat(printed).contains(setting.variable(), setting.flag(), setting.description());
    }
    assertThat(printed.lines().filter(line -> line.endsWith(":") && !line.startsWith(" ")))
        .containsExactly(
            "Server:",
            "Rate limits:",
            "Request limits:",
            "Database:",
            "Encryption:",
            "Metadata:",
            "Users and tokens:",
            "Publishing:",
            "Audit log:",
            "Catalog:",
            "Jobs:");
    assertThat(printed)
        .containsSubsequence("Metadata:", "METADATA_ENCRYPTED_KEYS", "METADATA_QUOTA_ITEMS")
        .containsSubsequence("Database:", "DB_SCHEMA", "MIGRATE_COMMAND", "Encryption:");
  }

  @Test
  void aMigrationInTheFileOfEveryStartIsRefused() throws IOException {
    Files.writeString(directory.resolve(".env"), "MIGRATE_COMMAND=up\n");

    assertThat(printed(List.of(), Map.of(), 2)).contains("in place of the server");
    assertThat(printed(List.of("--config", "c.yaml"), Map.of(), 2)).contains("MIGRATE_COMMAND");
    assertThat(printed(List.of("config", "show"), Map.of(), 0)).contains("MIGRATE_COMMAND");
  }

  @Test
  void aMigrationThatAVariableAsksForIsTold() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    Invocation started =
        Invocation.of(List.of(), Map.of("MIGRATE_COMMAND", "status"), directory, stream, stream);

    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith(
            "cartulary: MIGRATE_COMMAND is set: `cartulary migrate status` runs in place of the"
                + " server.");
    assertThat(started.exitCode()).hasValue(1); // there is no file
  }

  private String printed(List<String> arguments, Map<String, String> environment, int code) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    assertThat(Invocation.of(arguments, environment, directory, stream, stream).exitCode())
        .hasValue(code);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String options(String help) {
    return help.substring(help.indexOf("Options:"));
  }

  private static String help(String... names) {
    CommandLine command =
        CartularyCommand.create(
            CommandLine.defaultFactory(), new EnumMap<>(Setting.class), List.of(names));
    for (String name : names) {
      command = Objects.requireNonNull(command.getSubcommands().get(name));
    }
    return command.getUsageMessage();
  }
}
