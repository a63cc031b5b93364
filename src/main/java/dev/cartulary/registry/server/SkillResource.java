package dev.cartulary.registry.server;

import dev.cartulary.access.OpenToAll;
import dev.cartulary.source.format.EntryType;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The default registry's skills. */
@Path("/v0.1/x/dev.toolhive/skills")
@Produces(MediaType.APPLICATION_JSON)
@OpenToAll("common clients of the MCP Registry API send no token")
@Tag(name = "skills", description = "Skills of the default registry")
class SkillResource extends AnyExtensionResource<ExtensionPage.Skills> {

  SkillResource(ServerService service) {
    super(service, EntryType.SKILL);
  }

  @Override
  ExtensionPage.Skills view(ServerPage page) {
    return ExtensionPage.skills(page);
  }
}
