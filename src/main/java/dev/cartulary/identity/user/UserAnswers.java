package dev.cartulary.identity.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What requests about users are answered with. */
final class UserAnswers {

  private UserAnswers() {}

  /** A user just made; with {@code initialPassword} where the server chose it. */
  @JsonPropertyOrder({"user", "initialPassword"})
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "NewUser")
  record NewUser(User user, @Nullable String initialPassword) {
    @Override
    public String toString() {
      return user.toString();
    }
  }

  /** A password that the server chose. */
  @Schema(name = "InitialPassword")
  record InitialPassword(String initialPassword) {
    @Override
    public String toString() {
      return "a password";
    }
  }
}
