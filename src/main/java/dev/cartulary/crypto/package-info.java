/**
 * Encrypts under keys that are themselves encrypted: values under a data key, data keys under the
 * master key. Knows no storage.
 *
 * <p>May use: {@code config}, {@code problem}.
 */
@NullMarked
package dev.cartulary.crypto;

import org.jspecify.annotations.NullMarked;
