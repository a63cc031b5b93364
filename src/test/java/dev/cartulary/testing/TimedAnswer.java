package dev.cartulary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An answer, and how long it took to come. */
public record TimedAnswer(HttpResponse<String> answer, Duration time) {

  private static final Pattern CODE = Pattern.compile("\"code\":\"([a-z_]+)\"");

  /** Sends the request and takes the time. */
  public static TimedAnswer of(Supplier<HttpResponse<String>> request) {
    long start = System.nanoTime();
    HttpResponse<String> answer = request.get();
    return new TimedAnswer(answer, Duration.ofNanos(System.nanoTime() - start));
  }

  /** Fails unless this is a 503 that says that nothing was changed, and came in time. */
  public void assertUnavailableWithin(Duration limit) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.body()).containsAnyOf("\"database_unavailable\"", "\"pool_exhausted\"");
    assertThat(time).isLessThan(limit);
  }

  /** For the table of faults: status, code and seconds. */
  @Override
  public String toString() {
    Matcher code = CODE.matcher(answer.body());
    return "%d%s in %s"
        .formatted(
            answer.statusCode(),
            code.find() ? " `" + code.group(1) + "`" : "",
            FaultTable.seconds(time));
  }
}
