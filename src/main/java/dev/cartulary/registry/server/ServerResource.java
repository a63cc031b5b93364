package dev.cartulary.registry.server;

import dev.cartulary.access.OpenToAll;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The default registry's servers. */
@Path("/v0.1/servers")
@Produces(MediaType.APPLICATION_JSON)
@OpenToAll("common clients of the MCP Registry API send no token")
@Tag(name = "servers", description = "MCP servers of the default registry")
class ServerResource extends AnyServerResource {

  ServerResource(RegistryAnswers answers) {
    super(answers);
  }
}
