package dev.cartulary.registry.server;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cartulary.source.ManagedEntry;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Pages of what ToolHive's extension of the MCP Registry API serves. */
final class ExtensionPage {

  private ExtensionPage() {}

  /**
   * A document as its author wrote it.
   *
   * @param json not read again on the way out
   */
  @Schema(name = "ExtensionDocument", type = SchemaType.OBJECT, description = "A skill or plugin")
  @RegisterForReflection // The resources name it by a type parameter only.
  record Document(@JsonValue @JsonRawValue String json) {}

  /** A page of skills. */
  @Schema(name = "SkillList")
  @JsonPropertyOrder({"skills", "metadata"})
  @RegisterForReflection // The resources name it by a type parameter only.
  record Skills(List<Document> skills, ServerView.PageMetadata metadata) {}

  /** A page of plugins. */
  @Schema(name = "PluginList")
  @JsonPropertyOrder({"plugins", "metadata"})
  @RegisterForReflection // The resources name it by a type parameter only.
  record Plugins(List<Document> plugins, ServerView.PageMetadata metadata) {}

  static Skills skills(ServerPage page) {
    return new Skills(documents(page), metadata(page));
  }

  static Plugins plugins(ServerPage page) {
    return new Plugins(documents(page), metadata(page));
  }

  private static List<Document> documents(ServerPage page) {
    return page.rows().stream().map(ExtensionPage::document).toList();
  }

  /** The document; of what is deleted or gone, what a mirror needs to know. */
  static Document document(ServerRow row) {
    if (row.document() != null && !row.status().equals(ManagedEntry.DELETED)) {
      return new Document(row.document());
    }
    String[] name = row.name().split("/", 2);
    return new Document(
        JsonNodeFactory.instance
            .objectNode()
            .put("namespace", name[0])
            .put("name", name[name.length - 1])
            .put("description", "No longer in this registry")
            .put("version", row.version())
            .put("status", ManagedEntry.DELETED)
            .toString());
  }

  private static ServerView.PageMetadata metadata(ServerPage page) {
    ServerCursor next = page.next();
    return new ServerView.PageMetadata(next == null ? null : next.encode(), page.rows().size());
  }
}
