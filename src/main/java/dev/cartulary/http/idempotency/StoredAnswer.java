package dev.cartulary.http.idempotency;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it is stored.
 *
 * @param status the HTTP status
 * @param headers one line {@code Name: value} per header
 * @param body the body's text without the echo; null for none
 * @param echoAt where the echo belongs, in UTF-16 units from the start of the body; null for none
 */
record StoredAnswer(int status, String headers, @Nullable String body, @Nullable Integer echoAt) {

  /**
   * Takes the echo out of an answer.
   *
   * @param echo the JSON text of the member with its value; empty for none
   */
  static StoredAnswer of(Answer answer, @Nullable String body, String echo) {
    String headers =
        answer.headers().entrySet().stream()
            .map(header -> header.getKey() + ": " + header.getValue() + "\n")
            .collect(Collectors.joining());
    int at = body == null || echo.isEmpty() ? -1 : body.indexOf(echo);
    return body == null || at < 0
        ? new StoredAnswer(answer.status(), headers, body, null)
        : new StoredAnswer(
            answer.status(),
            headers,
            body.substring(0, at) + body.substring(at + echo.length()),
            at);
  }

  /** The answer again, with the echo of the request that asks for it. */
  Answer with(String echo) {
    Map<String, String> parts =
        headers
            .lines()
            .map(line -> line.split(": ", 2))
            .collect(Collectors.toMap(part -> part[0], part -> part[1]));
    return new Answer(
        status,
        parts,
        body == null || echoAt == null
            ? body
            : body.substring(0, echoAt) + echo + body.substring(echoAt));
  }
}
