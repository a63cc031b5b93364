package dev.cartulary.registry.publish;

import dev.cartulary.http.idempotency.IdempotentRequests;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Changes of what was published to a registry by name. */
@Path("/registry/{registryName}/v0.1/servers")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(name = "publishing", description = "Publish servers, and change what was published")
class RegistryServerChangeResource extends AnyServerChangeResource {

  RegistryServerChangeResource(
      PublishService service, StatusService status, IdempotentRequests requests) {
    super(service, status, requests);
  }
}
