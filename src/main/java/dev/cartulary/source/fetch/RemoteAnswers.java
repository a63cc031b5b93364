package dev.cartulary.source.fetch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cartulary.remote.RemoteResponse;
import dev.cartulary.source.format.CatalogException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What answers of other servers have in common. */
final class RemoteAnswers {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

  private RemoteAnswers() {}

  /** The state of a fetch as a tree; missing where there is none that can be read. */
  static JsonNode state(@Nullable String state) {
    try {
      return state == null ? MissingNode.getInstance() : JSON.readTree(state);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** Fails where the answer is not 200, with the pause that the server asks for. */
  static void requireOk(URI url, RemoteResponse response) throws CatalogException {
    if (response.status() == 200) {
      return;
    }
    String more =
        switch (response.status()) {
          case 401, 403 -> ": it wants a credential, or another one";
          case 404, 410 -> ": there is nothing of the kind";
          case 429 -> ": too many requests";
          default -> "";
        };
    throw new CatalogException(
        url + " answers " + response.status() + more,
        response.header("Retry-After").flatMap(RemoteAnswers::pause).orElse(null));
  }

  private static Optional<Duration> pause(String retryAfter) {
    Duration pause;
    try {
      pause =
          retryAfter.strip().matches("[0-9]{1,9}")
              ? Duration.ofSeconds(Long.parseLong(retryAfter.strip()))
              : Duration.between(
                  Instant.now(),
                  ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                      .toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
    return pause.isNegative()
        ? Optional.empty()
        : Optional.of(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
  }
}
