package dev.cartulary.metadata;

import java.util.Locale;
import java.util.Optional;

/** The forms in which items go into a file and come out of one. */
public enum FileFormat {
  /** One JSON object whose members are key and value, both text. */
  JSON,

  /** {@code KEY="value"}, one per line, as {@link dev.cartulary.config.DotEnv} reads it. */
  ENV;

  /** The format that the name of a file promises: {@code *.json}, {@code *.env}, {@code .env*}. */
  public static Optional<FileFormat> ofName(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    if (name.endsWith(".json")) {
      return Optional.of(JSON);
    }
    return name.endsWith(".env") || name.startsWith(".env") ? Optional.of(ENV) : Optional.empty();
  }
}
