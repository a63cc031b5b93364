package dev.cartulary.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A failure and what caused it, from the outermost on. */
public final class Causes {

  /** Causes may lead round in a circle. */
  private static final int MOST = 32;

  private Causes() {}

  /** The failure itself, then its causes; at most 32. */
  public static Stream<Throwable> of(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    @Nullable Throwable next = failure;
    while (next != null && chain.size() < MOST) {
      chain.add(next);
      next = next.getCause();
    }
    return chain.stream();
  }

  /** The outermost of this type; empty where there is none. */
  public static <T> Optional<T> find(Throwable failure, Class<T> type) {
    return of(failure).filter(type::isInstance).map(type::cast).findFirst();
  }

  /** The innermost: those around it often say only that something failed. */
  public static Throwable root(Throwable failure) {
    return of(failure).reduce(failure, (outer, inner) -> inner);
  }
}
