package dev.cartulary.access;

import org.jspecify.annotations.Nullable;

/**
 * Where a call comes from.
 *
 * @param address the client's IP address as far as trusted proxies tell it; null outside requests
 * @param userAgent what the client calls itself, at most {@value #MAX_USER_AGENT} characters; null
 *     where it does not
 * @param requestId the id that the answer and the log carry; null outside requests
 * @param secure whether the client speaks TLS, to us or to a trusted proxy
 */
public record Origin(
    @Nullable String address,
    @Nullable String userAgent,
    @Nullable String requestId,
    boolean secure) {

  /** The longest user agent that is kept. */
  public static final int MAX_USER_AGENT = 255;

  /** Of this process itself. */
  public static final Origin PROCESS = new Origin(null, null, null, false);

  public Origin {
    if (userAgent != null && userAgent.length() > MAX_USER_AGENT) {
      userAgent = userAgent.substring(0, MAX_USER_AGENT);
    }
  }
}
