package dev.cartulary.registry.server;

import dev.cartulary.access.OpenToAll;
import dev.cartulary.source.format.EntryType;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The plugins of a registry by name. */
@Path("/registry/{registryName}/v0.1/x/dev.toolhive/plugins")
@Produces(MediaType.APPLICATION_JSON)
@OpenToAll("common clients of the MCP Registry API send no token")
@Tag(name = "registry plugins", description = "Plugins of a registry by name")
class RegistryPluginResource extends AnyExtensionResource<ExtensionPage.Plugins> {

  RegistryPluginResource(ServerService service) {
    super(service, EntryType.PLUGIN);
  }

  @Override
  ExtensionPage.Plugins view(ServerPage page) {
    return ExtensionPage.plugins(page);
  }
}
