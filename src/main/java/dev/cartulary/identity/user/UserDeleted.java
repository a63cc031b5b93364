package dev.cartulary.identity.user;

/**
 * A user was deleted, in the running transaction. Sessions and API keys go with the row.
 *
 * @param userId whose
 */
public record UserDeleted(String userId) {}
