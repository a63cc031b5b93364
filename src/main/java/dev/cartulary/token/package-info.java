/**
 * Bearer tokens of identity providers and the registry tokens that this server signs: verifies the
 * first by the providers' published keys or by asking them, exchanges and verifies the second.
 *
 * <p>May use: {@code access}, {@code audit}, {@code config}, {@code crypto}, {@code database},
 * {@code http}, {@code key}, {@code problem}, {@code remote}.
 */
@NullMarked
package dev.cartulary.token;

import org.jspecify.annotations.NullMarked;
