package dev.cartulary.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers which signed times this process has taken, as long as they could be sent again by
 * whoever saw one. By key and time: a signature says nothing of the domain that it is for, and some
 * can be written in two ways.
 */
final class UsedProofs {

  /** More than can be looked up in the time. Of more, the oldest is forgotten. */
  private static final int MOST = 10_000;

  /** A time may be ahead by the tolerance, and is taken until it is behind by it. */
  private static final Duration KEPT = DomainProof.TOLERANCE.multipliedBy(2);

  private final Map<String, Instant> used = new LinkedHashMap<>();

  /** Takes the time that a key has signed; false where it was taken before. */
  synchronized boolean take(ProofKey key, String timestamp, Instant now) {
    Iterator<Instant> oldest = used.values().iterator();
    while (oldest.hasNext()) {
      if (!oldest.next().plus(KEPT).isBefore(now) && used.size() < MOST) {
        break;
      }
      oldest.remove();
    }
    return used.putIfAbsent(key.id() + ' ' + timestamp, now) == null;
  }
}
