package dev.cartulary.cli;

import dev.cartulary.config.DurationText;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 90s}, {@code 5m}, {@code 1h30m} or a number of seconds, as the settings do. */
class MigrateDuration implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    return DurationText.parse(text)
        .orElseThrow(
            () -> new TypeConversionException("'" + text + "' is no duration: write 90s or 5m."));
  }
}
