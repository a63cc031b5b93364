package dev.cartulary.identity.team;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.cartulary.database.InstantMicros;

/**
 * A team as the API shows one.
 *
 * @param id stands for the team for ever; {@code team:<id>} owns the team's metadata
 * @param name unique, whatever its case
 * @param description for people; may be empty
 * @param members how many users are in it
 * @param createdAt RFC 3339, in UTC, with microseconds
 * @param updatedAt the same
 */
@JsonPropertyOrder({"id", "name", "description", "members", "createdAt", "updatedAt"})
record Team(
    String id, String name, String description, long members, String createdAt, String updatedAt) {

  static Team of(TeamEntity team, long members) {
    return new Team(
        team.id(),
        team.name(),
        team.description(),
        members,
        InstantMicros.format(team.createdAt()),
        InstantMicros.format(team.updatedAt()));
  }
}
