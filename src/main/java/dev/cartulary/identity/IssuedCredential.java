package dev.cartulary.identity;

import dev.cartulary.config.Secret;

/**
 * A credential just made. Its text is shown to the caller now and never again.
 *
 * @param secret the text that proves who calls
 * @param stored what is kept of it
 */
public record IssuedCredential<T>(Secret secret, T stored) {}
