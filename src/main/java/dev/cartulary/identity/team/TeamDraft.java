package dev.cartulary.identity.team;

import dev.cartulary.http.body.JsonBody;
import dev.cartulary.identity.IdentityRules;
import dev.cartulary.problem.ProblemException;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a team is to be; what is empty stays as it is. */
record TeamDraft(Optional<String> name, Optional<String> description) {

  private static final String NAME = "name";
  private static final String DESCRIPTION = "description";

  /** The body of a request, for the API's description. */
  @Schema(name = "TeamBody")
  record Body(@Nullable String name, @Nullable String description) {}

  /**
   * Reads the body of a request.
   *
   * @param isNew whether the name must be there
   * @throws ProblemException an invalid request that names every member that is wrong
   */
  static TeamDraft of(byte[] bytes, boolean isNew) {
    JsonBody body = JsonBody.of(bytes, Set.of(NAME, DESCRIPTION));
    Optional<String> name = Optional.empty();
    if (isNew || body.has(NAME)) {
      name = Optional.of(body.required(NAME).strip());
    }
    if (body.text(NAME).isPresent()) {
      name.ifPresent(text -> body.check(NAME, text, IdentityRules::teamName));
    }
    Optional<String> description = body.text(DESCRIPTION);
    description.ifPresent(text -> body.check(DESCRIPTION, text, IdentityRules::description));
    if (!isNew && !body.has(NAME) && !body.has(DESCRIPTION)) {
      body.wrong("body", "name what is to change: name or description");
    }
    body.finish();
    return new TeamDraft(name, description);
  }
}
