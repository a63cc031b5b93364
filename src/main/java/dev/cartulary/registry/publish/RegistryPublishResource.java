package dev.cartulary.registry.publish;

import dev.cartulary.http.idempotency.IdempotentRequests;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Publishing to a registry by name. */
@Path("/registry/{registryName}/v0.1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "publishing", description = "Publish servers, and change what was published")
class RegistryPublishResource extends AnyPublishResource {

  RegistryPublishResource(
      PublishService service, ValidateService validation, IdempotentRequests requests) {
    super(service, validation, requests);
  }
}
