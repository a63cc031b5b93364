package dev.cartulary.registry.server;

import dev.cartulary.access.OpenToAll;
import dev.cartulary.source.format.EntryType;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The default registry's plugins. */
@Path("/v0.1/x/dev.toolhive/plugins")
@Produces(MediaType.APPLICATION_JSON)
@OpenToAll("common clients of the MCP Registry API send no token")
@Tag(name = "plugins", description = "Plugins of the default registry")
class PluginResource extends AnyExtensionResource<ExtensionPage.Plugins> {

  PluginResource(ServerService service) {
    super(service, EntryType.PLUGIN);
  }

  @Override
  ExtensionPage.Plugins view(ServerPage page) {
    return ExtensionPage.plugins(page);
  }
}
