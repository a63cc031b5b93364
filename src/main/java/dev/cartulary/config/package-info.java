/**
 * Reads what the user set: the layers and their precedence, {@code .env}, YAML, and the findings of
 * a wrong configuration.
 *
 * <p>May use: {@code problem}.
 */
@NullMarked
package dev.cartulary.config;

import org.jspecify.annotations.NullMarked;
