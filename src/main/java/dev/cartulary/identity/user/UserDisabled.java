package dev.cartulary.identity.user;

/**
 * A user was disabled, in the running transaction.
 *
 * @param userId whose
 */
public record UserDisabled(String userId) {}
