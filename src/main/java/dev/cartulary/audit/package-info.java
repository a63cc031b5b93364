/**
 * The audit log: who did what, written in the transaction of the change.
 *
 * <p>May use: {@code access}, {@code background}, {@code config}, {@code database}, {@code http},
 * {@code problem}.
 */
@NullMarked
package dev.cartulary.audit;

import org.jspecify.annotations.NullMarked;
