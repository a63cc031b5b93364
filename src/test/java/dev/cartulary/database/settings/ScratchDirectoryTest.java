package dev.cartulary.database.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.config.Finding;
import dev.cartulary.testing.Troubleshooting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchDirectoryTest {

  @TempDir Path directory;

  @Test
  void theDirectoryOfTheDatabaseIsOneOfThem() throws IOException {
    Path missing = directory.resolve("missing");

    assertThat(ScratchDirectory.candidates(missing)).contains(missing, Path.of("/dev/shm"));
    assertThat(ScratchDirectory.usable(missing)).doesNotContain(missing);
    assertThat(ScratchDirectory.candidates(Files.createDirectory(missing))).contains(missing);
  }

  /** No machine of ours is without any. */
  @Test
  void whereThereIsNoneTheFindingNamesThoseThatWereLookedAt() {
    Finding finding = SqliteLibrary.finding(directory.resolve("registry.db"));

    assertThat(finding.sentence()).contains(directory.toString());
    Troubleshooting.assertShown(
        "no-temporary-directory-can-be-used", "cartulary: " + finding.sentence());
  }
}
