/**
 * Finds out who sent a request where proxies stand in between.
 *
 * <p>May use: {@code config}, {@code problem}.
 */
@NullMarked
package dev.cartulary.http.proxy;

import org.jspecify.annotations.NullMarked;
