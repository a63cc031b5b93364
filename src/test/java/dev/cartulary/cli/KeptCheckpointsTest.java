package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.audit.AuditCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeptCheckpointsTest {

  private static final String HASH = "0123456789abcdef".repeat(4);

  @TempDir Path directory;

  private static String checkpoint(long size) {
    return "{\"size\":%d,\"hash\":\"%s\",\"time\":\"2026-11-21T10:22:00Z\",\"keyId\":\"k\",\"signature\":\"s\"}"
        .formatted(size, HASH);
  }

  private String file(String content) throws IOException {
    return Files.writeString(directory.resolve("kept"), content).toString();
  }

  @Test
  void linesOfEventsAndOfAPrintedReportArePassedOver() throws IOException {
    String content =
        """
        {"id":"x","action":"login"}
        unbroken, rows: 3
        {"checkpoint":%s}
        no JSON with "checkpoint" in it
        {"checkpoint":%s}
        """
            .formatted(checkpoint(2), checkpoint(3));
    assertThat(KeptCheckpoints.read(file(content)))
        .extracting(AuditCheckpoint::size)
        .containsExactly(2L, 3L);
  }

  @Test
  void oneObjectAPageAndAPageOverSeveralLinesAreRead() throws IOException {
    assertThat(KeptCheckpoints.read(file(checkpoint(7)))).hasSize(1);
    String page = "{\"items\":[" + checkpoint(9) + "," + checkpoint(8) + "],\"count\":2}";
    assertThat(KeptCheckpoints.read(file(page))).hasSize(2);
    assertThat(KeptCheckpoints.read(file(page.replace(",", ",\n")))).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''; it has no checkpoint",
        "{\"id\":\"x\"}; it has no checkpoint",
        "{\"checkpoint\":{\"size\":1}}; is no checkpoint, which has size"
      })
  void whatHasNoneIsToldWithItsPlace(String content, String told) throws IOException {
    String file = file(content);
    assertThatThrownBy(() -> KeptCheckpoints.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file)
        .hasMessageContaining(told);
  }

  @Test
  void aFileThatIsNotThereAndAUrlThatIsNoneAreTold() {
    assertThatThrownBy(() -> KeptCheckpoints.read(directory.resolve("none").toString()))
        .hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> KeptCheckpoints.read("http://exa mple/x"))
        .hasMessageContaining("it is no URL");
  }
}
