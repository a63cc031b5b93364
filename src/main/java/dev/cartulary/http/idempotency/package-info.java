/**
 * Carries out a changing request with an {@code Idempotency-Key} once, however often it is sent:
 * the key and the answer are stored in the transaction of the change, for every feature alike.
 *
 * <p>May use: {@code access}, {@code background}, {@code config}, {@code database}, {@code
 * problem}.
 */
@NullMarked
package dev.cartulary.http.idempotency;

import org.jspecify.annotations.NullMarked;
