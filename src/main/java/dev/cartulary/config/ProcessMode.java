package dev.cartulary.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What this process is started for; {@code Main} says it in the property {@value #PROPERTY}. */
public enum ProcessMode {
  /** The server: HTTP, pool and ORM. */
  SERVE,
  /** A command that needs at most plain connections: no HTTP, no ORM. */
  COMMAND,
  /** A command that works on entities: no HTTP. */
  COMMAND_WITH_ORM;

  /** The configuration property that {@code Main} sets before Quarkus starts. */
  public static final String PROPERTY = "cartulary.mode";

  /**
   * In front of the name of a {@link Setting}: the property in which {@code Main} hands on a flag.
   */
  public static final String FLAG_PREFIX = "cartulary.flag.";

  /** The value of the property for this mode: "command-with-orm". */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The mode that a property's value stands for. */
  public static Optional<ProcessMode> of(String word) {
    return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
  }
}
