package dev.cartulary.http.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredAnswerTest {

  private static final Map<String, String> HEADERS =
      Map.of("ETag", "\"1-x: y\"", "Location", "/v1/a");

  @Test
  void givesTheAnswerBackWithoutHavingKeptTheEcho() {
    String body = "{\"key\":\"\\\"value\\\":\\\"secret\\\"\",\"value\":\"secret\",\"version\":1}";
    StoredAnswer stored =
        StoredAnswer.of(new Answer(201, HEADERS, body), body, "\"value\":\"secret\"");
    assertThat(stored.body()).endsWith("\",,\"version\":1}");
    assertThat(stored.with("\"value\":\"secret\"")).isEqualTo(new Answer(201, HEADERS, body));
  }

  @Test
  void keepsAnAnswerWithoutEchoAsItIs() {
    for (String echo : new String[] {"", "\"value\":\"a\""}) {
      StoredAnswer stored = StoredAnswer.of(new Answer(200, Map.of(), "{}"), "{}", echo);
      assertThat(stored.with(echo)).isEqualTo(new Answer(200, Map.of(), "{}"));
    }
    assertThat(StoredAnswer.of(new Answer(204, Map.of(), null), null, "").with(""))
        .isEqualTo(new Answer(204, Map.of(), null));
  }
}
