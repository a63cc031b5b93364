package dev.cartulary.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Rows as JSON lines: the same object as in the API, and a line feed. */
@Singleton
class AuditLines {

  private final ObjectMapper json;

  AuditLines(ObjectMapper json) {
    this.json = json;
  }

  byte[] line(AuditRow row) {
    try {
      byte[] text = json.writeValueAsBytes(AuditView.of(row));
      byte[] line = Arrays.copyOf(text, text.length + 1);
      line[text.length] = '\n';
      return line;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row is always JSON", e);
    }
  }

  byte[] line(AuditCheckpoint checkpoint) {
    return (checkpoint.line() + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
