package dev.cartulary.http.limit;

import dev.cartulary.config.DurationText;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many requests one client may send in a window, and how many each has left. The quota fills
 * steadily: a client that waits a tenth of the window has a tenth of the quota again.
 *
 * <p>It remembers a bounded number of clients; the one that was quiet the longest is forgotten
 * first, and starts again with a full quota. Owning so many addresses gains little.
 */
final class RatePolicy {

  /** At about 400 bytes each, 7 MB for a policy. */
  static final int MOST_CLIENTS = 16_384;

  private static final int SHARDS = 16;

  private final String name;
  private final String scope;
  private final int requests;
  private final Duration window;
  private final Bandwidth bandwidth;
  private final TimeMeter clock;
  private final String header;
  private final List<Shard> shards;

  /**
   * @param name of the policy in the headers: letters only
   * @param scope whose requests count, for messages
   * @param requests from 1
   */
  RatePolicy(String name, String scope, int requests, Duration window, TimeMeter clock) {
    this.name = name;
    this.scope = scope;
    this.requests = requests;
    this.window = window;
    this.bandwidth = Bandwidth.builder().capacity(requests).refillGreedy(requests, window).build();
    this.clock = clock;
    this.header = "\"%s\";q=%d;w=%d".formatted(name, requests, window.toSeconds());
    this.shards = Stream.generate(Shard::new).limit(SHARDS).toList();
  }

  /** The policy of a setting, or empty where it is 0. */
  static Optional<RatePolicy> of(String name, String scope, int requests, Duration window) {
    return requests == 0
        ? Optional.empty()
        : Optional.of(new RatePolicy(name, scope, requests, window, TimeMeter.SYSTEM_MILLISECONDS));
  }

  /** What the request of a client left of its quota. */
  record Result(boolean allowed, long remaining, long secondsToReset, Duration retryAfter) {}

  /** Counts a request of the client. */
  Result count(String client) {
    ConsumptionProbe probe = bucket(client).tryConsumeAndReturnRemaining(1);
    return new Result(
        probe.isConsumed(),
        probe.getRemainingTokens(),
        seconds(probe.getNanosToWaitForReset()),
        Duration.ofSeconds(Math.max(1, seconds(probe.getNanosToWaitForRefill()))));
  }

  /** Takes the count of one request of the client back. */
  void giveBack(String client) {
    bucket(client).addTokens(1);
  }

  private static long seconds(long nanos) {
    return (nanos + 999_999_999L) / 1_000_000_000L;
  }

  private Bucket bucket(String client) {
    return shards.get(Math.floorMod(client.hashCode(), SHARDS)).bucket(client);
  }

  String name() {
    return name;
  }

  /** The rule in words: "6000 requests in 1m from one address". */
  String rule() {
    return "%d requests in %s %s".formatted(requests, DurationText.of(window), scope);
  }

  /** Its member of {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers-11, 3). */
  String header() {
    return header;
  }

  /** Its member of {@code RateLimit} (the same draft, 4). */
  String header(Result result) {
    return '"' + name + "\";r=" + result.remaining() + ";t=" + result.secondsToReset();
  }

  private final class Shard {

    private final Map<String, Bucket> buckets =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_CLIENTS / SHARDS;
          }
        };

    synchronized Bucket bucket(String client) {
      return buckets.computeIfAbsent(
          client,
          it -> Bucket.builder().addLimit(bandwidth).withCustomTimePrecision(clock).build());
    }
  }
}
