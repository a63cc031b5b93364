package dev.cartulary.identity.team;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A member of a team as the API shows one.
 *
 * @param userId the user's id
 * @param username the user's name
 * @param addedAt since when the user is in the team: RFC 3339, in UTC, with microseconds
 */
@JsonPropertyOrder({"userId", "username", "addedAt"})
record TeamMember(String userId, String username, String addedAt) {}
