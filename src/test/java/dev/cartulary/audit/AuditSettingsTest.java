package dev.cartulary.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.config.Finding;
import dev.cartulary.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditSettingsTest {

  @TempDir Path directory;

  @Test
  void nothingIsWrittenElsewhereAndNothingRemovedUnlessSettingsSaySo() {
    AuditSettings none = read(Map.of());
    assertThat(none.stdout()).isFalse();
    assertThat(none.file()).isEmpty();
    assertThat(none.retention()).isEmpty();
    assertThat(none.findings()).isEmpty();

    AuditSettings some = read(Map.of("AUDIT_LOG", " StdOut ", "AUDIT_RETENTION", "365d"));
    assertThat(some.stdout()).isTrue();
    assertThat(some.retention()).contains(Duration.ofDays(365));
  }

  @Test
  void aPathIsOfTheWorkingDirectoryAndItsFileNeedNotExist() throws IOException {
    assertThat(read(Map.of("AUDIT_LOG", "events")).file()).contains(directory.resolve("events"));
    Path file = Files.createFile(directory.resolve("old"));
    assertThat(read(Map.of("AUDIT_LOG", file.toString())).file()).contains(file);
  }

  @Test
  void aPathThatCannotBeWrittenIsNamedWithWhatIsWrong() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("folder"));
    assertThat(finding(folder.toString())).contains("AUDIT_LOG", "it is a directory");
    assertThat(finding("missing/events")).contains("its directory does not exist");
    assertThat(finding("a\0b")).contains("it is no path");
  }

  private String finding(String path) {
    AuditSettings settings = read(Map.of("AUDIT_LOG", path));
    assertThat(settings.file()).isEmpty();
    return settings.findings().stream().map(Finding::sentence).findFirst().orElse("");
  }

  private AuditSettings read(Map<String, String> environment) {
    return AuditSettings.resolve(Settings.load(Map.of(), new HashMap<>(environment), directory));
  }
}
