package dev.cartulary.database;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Points in time as Cartulary stores and shows them: a count of microseconds since
 * 1970-01-01T00:00Z in a {@code BIGINT} column, which orders and compares alike on every engine,
 * and RFC 3339 text in UTC with exactly six fraction digits.
 */
@Converter
public final class InstantMicros implements AttributeConverter<Instant, Long> {

  private static final DateTimeFormatter RFC_3339 =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** The present, cut to the precision that is stored. */
  public static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  /** For example {@code 2026-11-21T10:22:00.123456Z}. */
  public static String format(Instant instant) {
    return RFC_3339.format(instant);
  }

  @Override
  public @Nullable Long convertToDatabaseColumn(@Nullable Instant instant) {
    // ChronoUnit.between counts in nanoseconds on its way and overflows in the year 2262.
    return instant == null
        ? null
        : Math.addExact(
            Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }

  @Override
  public @Nullable Instant convertToEntityAttribute(@Nullable Long micros) {
    return micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
