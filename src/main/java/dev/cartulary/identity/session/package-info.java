/**
 * Login, logout and sessions; slows down guessing.
 *
 * <p>May use: {@code access}, {@code audit}, {@code background}, {@code config}, {@code crypto},
 * {@code database}, {@code http}, {@code identity}, {@code identity.user}, {@code problem}.
 */
@NullMarked
package dev.cartulary.identity.session;

import org.jspecify.annotations.NullMarked;
