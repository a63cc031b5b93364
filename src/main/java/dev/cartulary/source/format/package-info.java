/**
 * Reads catalog files: the forms they come in, the schemas and rules that each entry must meet.
 *
 * <p>May use: {@code source.rules}.
 */
@NullMarked
package dev.cartulary.source.format;

import org.jspecify.annotations.NullMarked;
