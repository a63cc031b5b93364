package dev.cartulary.identity.team;

import dev.cartulary.database.InstantMicros;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** That a user is in a team. */
@Entity
@Table(name = "team_member")
class TeamMemberEntity {

  @Id
  @Column(name = "id")
  private String id = "";

  @Column(name = "team_id")
  private String teamId = "";

  @Column(name = "user_id")
  private String userId = "";

  @Column(name = "created_at")
  @Convert(converter = InstantMicros.class)
  private Instant createdAt = Instant.EPOCH;

  /** For Hibernate. */
  protected TeamMemberEntity() {}

  TeamMemberEntity(String id, String teamId, String userId, Instant createdAt) {
    this.id = id;
    this.teamId = teamId;
    this.userId = userId;
    this.createdAt = createdAt;
  }
}
