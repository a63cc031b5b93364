package dev.cartulary.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives every request an id: the caller's {@code X-Request-Id} where it is 1 to 64 letters, digits,
 * {@code . _ -}, else 16 random hexadecimal digits. The answer carries it in the same header.
 */
@Singleton
class RequestId {

  private static final String HEADER = "X-Request-Id";
  private static final String KEY = RequestId.class.getName();
  private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int BYTES = 8;

  /** Made on first use: a generator seeded while a native image is built would repeat itself. */
  private @Nullable SecureRandom random;

  void register(@Observes Filters filters) {
    FilterStep.REQUEST_ID.register(
        filters,
        context -> {
          // Set again where the request was rerouted, which clears the headers of the answer.
          context.response().putHeader(HEADER, assigned(context));
          context.next();
        });
  }

  /** The id of the request, which it gets now where no filter has seen it. */
  String assigned(RoutingContext context) {
    String known = context.get(KEY);
    if (known != null) {
      return known;
    }
    String given = context.request().getHeader(HEADER);
    String id = given != null && ACCEPTED.matcher(given).matches() ? given : create();
    context.put(KEY, id);
    context.response().putHeader(HEADER, id);
    return id;
  }

  private synchronized String create() {
    if (random == null) {
      random = new SecureRandom();
    }
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
