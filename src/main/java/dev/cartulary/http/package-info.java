/**
 * What every request passes: its id, its target, the answer where nothing else answers.
 *
 * <p>May use: {@code problem}.
 */
@NullMarked
package dev.cartulary.http;

import org.jspecify.annotations.NullMarked;
