package dev.cartulary.source;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** How long a source is left alone between two looks at it. */
final class LookPause {

  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);

  private LookPause() {}

  /**
   * A failure is tried again soon, then at growing pauses up to the interval; not before the other
   * side wants to be asked again. Instances that started together do not stay together.
   *
   * @param failures since the last success
   * @param least what the other side has asked for
   */
  static Duration of(SourceDefinition definition, int failures, Optional<Duration> least) {
    Duration usual = of(definition, failures);
    Duration pause = least.filter(asked -> asked.compareTo(usual) > 0).orElse(usual);
    return Fetches.isLocal(definition)
        ? pause
        : pause.plusMillis(ThreadLocalRandom.current().nextLong(1 + pause.toMillis() / 10));
  }

  /** The usual pause after so many failures. */
  static Duration of(SourceDefinition definition, int failures) {
    Duration pause = definition.interval();
    if (failures == 0 || Fetches.isLocal(definition)) {
      return pause;
    }
    Duration retry = FIRST_RETRY.multipliedBy(1L << Math.min(20, failures - 1));
    return retry.compareTo(pause) < 0 ? retry : pause;
  }
}
