package dev.cartulary.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Program;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The commands, each a process of its own: on every engine what its statements and its schema have
 * a say in.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MetadataCliContract {

  private final TestEngine engine;
  private TestDatabase database;
  final Path directory = Program.emptyDirectory();

  MetadataCliContract(TestEngine engine) {
    this.engine = engine;
  }

  @BeforeAll
  void createSchema() {
    database = TestDatabase.create(engine);
    assertThat(Program.run(database, "migrate", "up").exitCode()).isZero();
  }

  @AfterAll
  void dropDatabase() {
    if (database != null) {
      database.close();
    }
  }

  @Test
  void importsMoreThanAStatementTakes() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 40_000; i++) {
      lines.append("K").append(i).append("=").append(i).append('\n');
    }
    Path file = Files.writeString(directory.resolve("many.env"), lines);
    assertThat(done("import", "team:many", "--file", file.toString()))
        .contains("imported 40000 items: 40000 new");
    assertThat(done("list", "team:many").lines()).hasSize(40_000);
  }

  @Test
  void aMissingSchemaIsSaidWithTheCommandThatMakesIt() throws IOException {
    try (TestDatabase empty = TestDatabase.create(engine)) {
      if (engine == TestEngine.SQLITE) {
        Files.createFile(empty.file()); // a missing file is said in other words
      }
      Program.Result result = Program.run(empty, "metadata", "get", "user:a", "k");
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.stderr()).contains("Create metadata", "cartulary migrate up");
    }
  }

  String done(String... arguments) {
    Program.Result result = run(arguments);
    assertThat(result.exitCode()).as(result.stderr()).isZero();
    return result.stdout();
  }

  Program.Result run(String... arguments) {
    String[] whole = new String[arguments.length + 1];
    whole[0] = "metadata";
    System.arraycopy(arguments, 0, whole, 1, arguments.length);
    return Program.run(database, whole);
  }
}
