package dev.cartulary.registry.publish;

import dev.cartulary.http.idempotency.IdempotentRequests;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Publishing to the default registry. */
@Path("/v0.1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "publishing", description = "Publish servers, and change what was published")
class PublishResource extends AnyPublishResource {

  PublishResource(PublishService service, ValidateService validation, IdempotentRequests requests) {
    super(service, validation, requests);
  }
}
