package dev.cartulary.source.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the registry that an entry comes from says about it, beside the document.
 *
 * @param status {@code active}, {@code deprecated} or {@code deleted}
 * @param publishedAt when it was published there; null where it does not say
 * @param statusChangedAt when it got the status there; null where it does not say
 */
public record Official(
    String status,
    @Nullable String statusMessage,
    @Nullable Instant publishedAt,
    @Nullable Instant statusChangedAt) {

  /** The member of {@code _meta}; in a document itself it is anybody's claim. */
  static final String MEMBER = "io.modelcontextprotocol.registry/official";

  static final String DELETED = "deleted";

  /** Where nothing is said. */
  static final Official NONE = new Official("active", null, null, null);

  private static final List<String> STATUSES = List.of("active", "deprecated", DELETED);
  private static final int LONGEST_MESSAGE = 500;
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /** Reads the {@code _meta} beside a document; what is not understood is ignored. */
  static Official of(JsonNode meta) {
    JsonNode said = meta.path(MEMBER);
    String status = said.path("status").asText();
    String message = said.path("statusMessage").asText("");
    return new Official(
        STATUSES.contains(status) ? status : NONE.status(),
        message.isEmpty() ? null : JsonText.storable(cut(message)),
        instant(said.path("publishedAt")),
        instant(said.path("statusChangedAt")));
  }

  private static String cut(String message) {
    return message.codePointCount(0, message.length()) <= LONGEST_MESSAGE
        ? message
        : message.substring(0, message.offsetByCodePoints(0, LONGEST_MESSAGE));
  }

  private static @Nullable Instant instant(JsonNode said) {
    try {
      Instant instant = OffsetDateTime.parse(said.asText()).toInstant();
      return instant.isBefore(EARLIEST) || instant.isAfter(LATEST)
          ? null
          : instant.truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
