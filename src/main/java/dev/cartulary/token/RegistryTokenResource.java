package dev.cartulary.token;

import dev.cartulary.access.OpenToAll;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Registry tokens under the paths of the default registry. */
@Path("/v0.1/auth")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "tokens", description = "Where tokens come from, and registry tokens")
@OpenToAll("what is sent says who calls")
class RegistryTokenResource extends AnyRegistryTokenResource {

  RegistryTokenResource(RegistryTokenService tokens) {
    super(tokens);
  }
}
