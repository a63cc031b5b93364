package dev.cartulary.http.idempotency;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a changing request that succeeded is answered with.
 *
 * @param status 200 to 299
 * @param headers {@code ETag}, {@code Location} and others that belong to the outcome
 * @param content what the body shows as JSON; null for none
 */
public record Answer(int status, Map<String, String> headers, @Nullable Object content) {}
