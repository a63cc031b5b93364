package dev.cartulary.identity.user;

/**
 * Somebody else gave a user a new password, in the running transaction.
 *
 * @param userId whose
 */
public record PasswordReset(String userId) {}
