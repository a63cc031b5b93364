package dev.cartulary.identity.team;

/** What was granted to teams. */
public interface TeamGrants {

  /** Takes back all that was granted to the team, and says how much that was. */
  long withdrawAll(String teamId);
}
