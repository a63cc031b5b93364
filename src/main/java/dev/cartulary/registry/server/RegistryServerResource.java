package dev.cartulary.registry.server;

import dev.cartulary.access.OpenToAll;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The servers of a registry by name. */
@Path("/registry/{registryName}/v0.1/servers")
@Produces(MediaType.APPLICATION_JSON)
@OpenToAll("common clients of the MCP Registry API send no token")
@Tag(name = "registry servers", description = "MCP servers of a registry by name")
class RegistryServerResource extends AnyServerResource {

  RegistryServerResource(RegistryAnswers answers) {
    super(answers);
  }
}
