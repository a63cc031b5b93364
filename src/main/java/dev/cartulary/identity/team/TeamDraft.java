package dev.cartulary.identity.team;

import dev.cartulary.http.body.BodyFaults;
import dev.cartulary.http.body.BodyReader;
import dev.cartulary.http.body.JsonBody;
import dev.cartulary.identity.IdentityRules;
import dev.cartulary.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a team is to be; what is empty stays as it is. */
record TeamDraft(Optional<String> name, Optional<String> description) {

  /** The body of a request. */
  @Schema(name = "TeamBody")
  @RegisterForReflection
  record Body(@Nullable String name, @Nullable String description) implements JsonBody {

    Body {
      name = name == null ? null : name.strip();
    }

    private void checkNew(BodyFaults faults) {
      faults.required("name", name);
      faults.check("name", name, IdentityRules::teamName);
      faults.check("description", description, IdentityRules::description);
    }

    private void checkChange(BodyFaults faults) {
      if (faults.has("name")) {
        checkNew(faults);
        return;
      }
      faults.check("description", description, IdentityRules::description);
      if (!faults.has("description")) {
        faults.wrong("body", "name what is to change: name or description");
      }
    }
  }

  /**
   * Reads the body of a request.
   *
   * @param isNew whether the body must have the name
   * @throws ProblemException an invalid request that names every member that is wrong
   */
  static TeamDraft of(byte[] bytes, boolean isNew) {
    Body body = BodyReader.read(bytes, Body.class, isNew ? Body::checkNew : Body::checkChange);
    return new TeamDraft(Optional.ofNullable(body.name()), Optional.ofNullable(body.description()));
  }
}
