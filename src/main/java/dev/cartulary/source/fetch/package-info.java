/**
 * Gets catalog documents from where sources have them: files, URLs, registries, repositories.
 *
 * <p>May use: {@code config}, {@code problem}, {@code remote}, {@code source.format}.
 */
@NullMarked
package dev.cartulary.source.fetch;

import org.jspecify.annotations.NullMarked;
