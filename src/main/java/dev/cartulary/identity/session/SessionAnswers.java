package dev.cartulary.identity.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.identity.user.User;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What requests about sessions are answered with. */
final class SessionAnswers {

  private SessionAnswers() {}

  /** A session just begun; the token is left out where it is in the cookie. */
  @JsonPropertyOrder({"token", "expiresAt", "user"})
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Login")
  record Login(@Nullable String token, String expiresAt, User user) {
    @Override
    public String toString() {
      return user.toString();
    }
  }

  /** A session, without its token. */
  @JsonPropertyOrder({
    "id",
    "current",
    "address",
    "userAgent",
    "createdAt",
    "lastUsedAt",
    "expiresAt"
  })
  @Schema(name = "Session")
  record Session(
      String id,
      boolean current,
      String address,
      String userAgent,
      String createdAt,
      String lastUsedAt,
      String expiresAt) {

    static Session of(SessionEntity session, @Nullable String currentId) {
      return new Session(
          session.id(),
          session.id().equals(currentId),
          session.address(),
          session.userAgent(),
          InstantMicros.format(session.createdAt()),
          InstantMicros.format(session.lastUsedAt()),
          InstantMicros.format(session.expiresAt()));
    }
  }

  /** The sessions of one user. */
  @Schema(name = "Sessions")
  record Sessions(List<Session> items, int count) {}
}
