package dev.cartulary.testing;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * A client that counts in one item, and sends a put again with its {@code Idempotency-Key} until it
 * is acknowledged. However often it had to, the item's version is the number of its puts.
 */
final class KeyedPuts {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final String path;
  private final List<String> untrue;
  private long puts;
  private String key = "";

  /**
   * A client that has put nothing yet.
   *
   * @param untrue takes a sentence for every wrong answer
   */
  KeyedPuts(String path, List<String> untrue) {
    this.path = path;
    this.untrue = untrue;
  }

  /** Sends the next put, and says whether it was acknowledged. */
  boolean put(Program program) {
    puts++;
    key = UUID.randomUUID().toString();
    return send(program);
  }

  /** Sends the last put until it is acknowledged, and compares the version. */
  void compare(Program program) {
    if (puts == 0) {
      return;
    }
    Await.until(LIMIT, "a put with a key is acknowledged", () -> send(program));
    String item = program.get(path).body();
    if (!item.contains("\"version\":" + puts + ",")) {
      untrue.add("after " + puts + " puts with a key each there is " + item);
    }
  }

  private boolean send(Program program) {
    HttpResponse<String> answer;
    try {
      answer = program.send("PUT", path, "{\"value\":\"" + puts + "\"}", "Idempotency-Key", key);
    } catch (UncheckedIOException noAnswer) {
      return false;
    }
    int status = answer.statusCode();
    boolean acknowledged = status == (puts == 1 ? 201 : 200);
    if (!acknowledged && status != 503) {
      untrue.add(path + " got " + status + " " + answer.body());
    }
    return acknowledged;
  }
}
