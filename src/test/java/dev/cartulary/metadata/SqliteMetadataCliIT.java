package dev.cartulary.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Program;
import dev.cartulary.testing.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * What the commands take and print is tested here alone: they store through the same service as
 * requests do, which are tested on every engine.
 */
class SqliteMetadataCliIT extends MetadataCliContract {

  SqliteMetadataCliIT() {
    super(TestEngine.SQLITE);
  }

  @Test
  void setsGetsListsAndDeletes() throws IOException {
    assertThat(done("set", "user:a", "a/ü", "@héllo\nworld")).contains("created a/ü, version 1");
    assertThat(done("get", "user:a", "a/ü")).isEqualTo("@héllo\nworld\n");
    Path value = Files.writeString(directory.resolve("value"), "from a file\n");
    assertThat(done("set", "user:a", "b", "--file", value.toString())).contains("created");
    assertThat(done("set", "user:a", "b", "--file", value.toString())).contains("replaced");
    assertThat(done("list", "user:a").lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("1\t[0-9T:.-]+Z\ta/ü"),
            line -> assertThat(line).matches("2\t[0-9T:.-]+Z\tb"));
    assertThat(done("list", "user:a", "--prefix", "b", "--output", "json"))
        .contains("\"value\" : \"from a file\\n\"")
        .doesNotContain("a/ü");
    Program.Result deleted = run("delete", "user:a", "b", "none");
    assertThat(deleted.exitCode()).isEqualTo(1);
    assertThat(deleted.stdout()).contains("deleted b");
    assertThat(deleted.stderr()).contains("user:a has no item with the key none");
    Program.Result missing = run("get", "user:a", "b");
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.stdout()).isEmpty();
    assertThat(missing.stderr()).contains("user:a has no item with the key b");
  }

  @Test
  void importsAllOrNothingAndExportsTheSame() throws IOException {
    Path good =
        Files.writeString(directory.resolve("a.json"), "{\"A\": \"1 $x\",\n \"B\": \"\\\"\\n\"}");
    assertThat(done("import", "team:t", "--file", good.toString(), "--dry-run"))
        .contains("would import 2 items: 2 new, 0 replaced");
    assertThat(done("list", "team:t")).isEmpty();
    assertThat(done("import", "team:t", "--file", good.toString()))
        .contains("imported 2 items: 2 new, 0 replaced");

    Path exported = directory.resolve("out.env");
    done("export", "team:t", "--output", exported.toString());
    assertThat(done("import", "team:u", "--file", exported.toString())).contains("2 new");
    assertThat(done("export", "team:u")).isEqualTo(done("export", "team:t"));

    Path bad =
        Files.writeString(
            directory.resolve("b.json"), "{\"C\": \"s3cret\",\n\"D\": 7,\n\"\": \"\"}");
    Program.Result refused = run("import", "team:t", "--file", bad.toString());
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.stderr())
        .contains("b.json line 2: ", "b.json line 3: ", "nothing was imported")
        .doesNotContain("s3cret");
    assertThat(done("list", "team:t").lines()).hasSize(2);
  }

  @Test
  void anOwnerHasNoMoreThanItsQuota() throws IOException {
    Path three =
        Files.writeString(directory.resolve("3.json"), "{\"a\":\"\",\"b\":\"\",\"c\":\"\"}");
    Program.Result refused = load("2", three);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.stderr())
        .contains("user:quota would have 3 items; METADATA_QUOTA_ITEMS is 2");
    assertThat(done("list", "user:quota")).isEmpty();
    assertThat(load("3", three).exitCode()).isZero();
    assertThat(done("delete", "user:quota", "a")).contains("deleted a");
  }

  private Program.Result load(String quota, Path file) {
    return run("import", "user:quota", "--file", file.toString(), "--metadata-quota-items", quota);
  }

  @Test
  void wrongUseExitsWithTwo() {
    assertThat(run("get", "user:", "k").exitCode()).isEqualTo(2);
    assertThat(run("set", "user:a", "k").exitCode()).isEqualTo(2);
    assertThat(run("set", "user:a", "k\t", "v").stderr()).contains("key: ").contains("U+0009");
    assertThat(run("import", "user:a", "--file", "settings").stderr()).contains("--format");
    assertThat(run("import", "user:a").exitCode()).isEqualTo(2);
    assertThat(run("import", "user:a", "--file", "none.json").stderr())
        .contains("none.json cannot be read: there is no such file");
  }
}
