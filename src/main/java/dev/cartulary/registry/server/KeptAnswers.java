package dev.cartulary.registry.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.registry.Sight;
import dev.cartulary.registry.listing.ListingState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Answers as finished bytes, within {@code CATALOG_ANSWERS_SIZE}. An answer is never removed
 * because something has changed: nobody asks for an earlier state any more, so it makes room when
 * there is need (docs/decisions/0023).
 */
@Singleton
class KeptAnswers implements MeterBinder {

  /** In bytes, about: what an entry needs beside the answer. */
  private static final int OVERHEAD = 768;

  /**
   * What an answer depends on.
   *
   * @param sight what the caller sees, whoever it is
   * @param state where the registry stood, or earlier, when it was made
   */
  record Key(Sight sight, ListingState state, Question question) {}

  private final @Nullable Cache<Key, AnswerBytes> answers;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder evictions = new LongAdder();

  @Inject
  KeptAnswers(Settings settings) {
    this(settings.bytes(Setting.CATALOG_ANSWERS_SIZE));
  }

  /**
   * Those within a size.
   *
   * @param bytes 0 to keep none
   */
  KeptAnswers(int bytes) {
    answers =
        bytes == 0
            ? null
            : Caffeine.newBuilder()
                .maximumWeight(bytes)
                .<Key, AnswerBytes>weigher((key, answer) -> OVERHEAD + answer.size())
                .evictionListener((key, answer, cause) -> evictions.increment())
                .executor(Runnable::run)
                .build();
  }

  /** Whether any are kept. */
  boolean isOn() {
    return answers != null;
  }

  /** The answer, if it is kept in the form that is wanted; counts it. */
  Optional<AnswerBytes> hit(Key key, boolean gzip) {
    Optional<AnswerBytes> found = find(key).filter(answer -> answer.hasForm(gzip));
    found.ifPresent(answer -> hits.increment());
    return found;
  }

  /** The answer in whatever form it is kept; counts it. */
  Optional<AnswerBytes> get(Key key) {
    Optional<AnswerBytes> found = find(key);
    found.ifPresent(answer -> hits.increment());
    return found;
  }

  private Optional<AnswerBytes> find(Key key) {
    return answers == null ? Optional.empty() : Optional.ofNullable(answers.getIfPresent(key));
  }

  void put(Key key, AnswerBytes answer) {
    if (answers != null) {
      answers.put(key, answer);
    }
  }

  /** Counts an answer that might have been kept, and had to be made. */
  void missed() {
    misses.increment();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    counter(registry, "hits", "Answers that were kept.", hits);
    counter(registry, "misses", "Answers that might have been kept, and had to be made.", misses);
    counter(registry, "evictions", "Kept answers that made room for others.", evictions);
    Gauge.builder("cartulary.answers.bytes", this, KeptAnswers::bytes)
        .description("The bytes of the answers that are kept.")
        .register(registry);
  }

  private static void counter(
      MeterRegistry registry, String name, String description, LongAdder count) {
    FunctionCounter.builder("cartulary.answers." + name, count, LongAdder::sum)
        .description(description)
        .register(registry);
  }

  /** How many bytes are kept, about. */
  long bytes() {
    return answers == null ? 0 : answers.policy().eviction().orElseThrow().weightedSize().orElse(0);
  }
}
