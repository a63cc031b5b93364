package dev.cartulary.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class CausesTest {

  private final IOException root = new IOException("root");
  private final UncheckedIOException around = new UncheckedIOException(root);
  private final IllegalStateException failure = new IllegalStateException(around);

  @Test
  void theOutermostComesFirst() {
    assertThat(Causes.of(failure)).containsExactly(failure, around, root);
    assertThat(Causes.root(failure)).isSameAs(root);
    assertThat(Causes.find(failure, RuntimeException.class)).containsSame(failure);
    assertThat(Causes.find(failure, IOException.class)).containsSame(root);
    assertThat(Causes.find(failure, Error.class)).isEmpty();
  }

  @Test
  void aCircleIsWalkedForAWhileOnly() {
    Exception first = new Exception("first");
    Exception second = new Exception("second", first);
    first.initCause(second);

    assertThat(Causes.of(first)).hasSize(32);
    assertThat(Causes.find(first, Error.class)).isEmpty();
  }
}
