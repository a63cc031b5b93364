/**
 * Work that takes long, for people who wait for it: queued, done by one instance, with progress.
 *
 * <p>May use: {@code access}, {@code audit}, {@code background}, {@code config}, {@code database},
 * {@code http}, {@code problem}.
 */
@NullMarked
package dev.cartulary.job;

import org.jspecify.annotations.NullMarked;
