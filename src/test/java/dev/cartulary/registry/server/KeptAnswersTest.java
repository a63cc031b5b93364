package dev.cartulary.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.registry.Sight;
import dev.cartulary.registry.listing.ListingState;
import dev.cartulary.registry.server.KeptAnswers.Key;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeptAnswersTest {

  private static final Sight ALL = new Sight("team", Set.of(), Set.of(), true);
  private static final ListingState STATE = new ListingState("id", Instant.EPOCH);
  private static final Question ONE = new Question.One("com.example/a", "latest");

  @Test
  void anAnswerIsForThoseWhoSeeTheSameInTheSameState() {
    KeptAnswers answers = new KeptAnswers(1 << 20);
    answers.put(new Key(ALL, STATE, ONE), answer(1000));
    assertThat(answers.get(new Key(ALL, STATE, new Question.One("com.example/a", "latest"))))
        .isPresent();
    assertThat(answers.get(new Key(new Sight("other", Set.of(), Set.of(), true), STATE, ONE)))
        .isEmpty();
    assertThat(answers.get(new Key(new Sight("team", Set.of("a"), Set.of(), false), STATE, ONE)))
        .isEmpty();
    assertThat(answers.get(new Key(new Sight("team", Set.of(), Set.of("c"), false), STATE, ONE)))
        .isEmpty();
    ListingState later = new ListingState("id", Instant.EPOCH.plusNanos(1000));
    assertThat(answers.get(new Key(ALL, later, ONE))).isEmpty();
    ListingState madeAgain = new ListingState("id2", Instant.EPOCH);
    assertThat(answers.get(new Key(ALL, madeAgain, ONE))).isEmpty();
  }

  @Test
  void theSizeIsABound() {
    int bound = 100_000;
    KeptAnswers answers = new KeptAnswers(bound);
    for (int i = 0; i < 1000; i++) {
      answers.put(new Key(ALL, STATE, new Question.Versions("com.example/" + i)), answer(5000));
      assertThat(answers.bytes()).isLessThanOrEqualTo(bound);
    }
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    answers.bindTo(meters);
    assertThat(meters.get("cartulary.answers.evictions").functionCounter().count())
        .isGreaterThan(900);
    assertThat(meters.get("cartulary.answers.bytes").gauge().value()).isPositive();
  }

  @Test
  void hitsAndMissesAreCounted() {
    KeptAnswers answers = new KeptAnswers(1 << 20);
    Key key = new Key(ALL, STATE, ONE);
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    answers.bindTo(meters);
    assertThat(answers.hit(key, false)).isEmpty();
    answers.missed();
    answers.put(key, answer(1000));
    assertThat(answers.hit(key, false)).isPresent();
    assertThat(answers.hit(key, true)).as("nobody has packed it yet").isEmpty();
    answers.put(key, answer(1000).packed());
    assertThat(answers.hit(key, true)).isPresent();
    assertThat(meters.get("cartulary.answers.hits").functionCounter().count()).isEqualTo(2);
    assertThat(meters.get("cartulary.answers.misses").functionCounter().count()).isEqualTo(1);
  }

  @Test
  void withSizeZeroNothingIsKept() {
    KeptAnswers answers = new KeptAnswers(0);
    Key key = new Key(ALL, STATE, ONE);
    answers.put(key, answer(10));
    assertThat(answers.isOn()).isFalse();
    assertThat(answers.get(key)).isEmpty();
    assertThat(answers.bytes()).isZero();
  }

  @Test
  void aSmallAnswerHasOneForm() {
    AnswerBytes small = answer(10);
    assertThat(small.packed()).isSameAs(small);
    assertThat(small.form(true).coding()).isEqualTo("identity");
    AnswerBytes large = answer(1000).packed();
    assertThat(large.form(true).coding()).isEqualTo("gzip");
    assertThat(large.form(false).bytes()).hasSize(1000);
    assertThat(large.packed()).isSameAs(large);
    assertThat(large.size()).isEqualTo(1000 + large.form(true).bytes().length);
    assertThat(large.tag()).isEqualTo("tag");
  }

  private static AnswerBytes answer(int size) {
    return AnswerBytes.of("tag", "x".repeat(size).getBytes(StandardCharsets.US_ASCII));
  }
}
