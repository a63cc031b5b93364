package dev.cartulary.source.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.InputStreamSource;
import com.networknt.schema.resource.SchemaLoader;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The JSON Schemas of catalog files and their entries. They come from the program itself; no
 * reference is ever followed over the network. Reading them takes a moment, so an instance is made
 * only when a file has to be checked.
 */
final class CatalogSchemas {

  private static final String TOOLHIVE =
      "https://raw.githubusercontent.com/stacklok/toolhive-core/main/registry/types/data/";
  private static final String CATALOG = TOOLHIVE + "upstream-registry.schema.json";

  /** Of the schema of servers, and of no other one: former revisions were less lenient. */
  static final String REVISION = "2025-12-11";

  private static final Map<EntryType, String> ENTRIES =
      Map.of(
          EntryType.SERVER,
          "https://static.modelcontextprotocol.io/schemas/" + REVISION + "/server.schema.json",
          EntryType.SKILL,
          TOOLHIVE + "skill.schema.json",
          EntryType.PLUGIN,
          TOOLHIVE + "plugin.schema.json");

  private final JsonSchema catalog;
  private final Map<EntryType, JsonSchema> entries = new EnumMap<>(EntryType.class);

  CatalogSchemas() {
    JsonSchemaFactory factory =
        JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder ->
                builder
                    .metaSchema(tolerant(JsonMetaSchema.getV7()))
                    .metaSchema(tolerant(JsonMetaSchema.getV202012()))
                    .schemaLoaders(loaders -> loaders.add(new OwnSchemas())));
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder()
            .messageSource(new SchemaMessages())
            .formatAssertionsEnabled(true)
            .build();
    catalog = factory.getSchema(SchemaLocation.of(CATALOG), config);
    ENTRIES.forEach(
        (type, iri) -> entries.put(type, factory.getSchema(SchemaLocation.of(iri), config)));
  }

  /** The schemas use {@code example}, a word of OpenAPI, and the validator would warn of it. */
  private static JsonMetaSchema tolerant(JsonMetaSchema metaSchema) {
    return JsonMetaSchema.builder(metaSchema).keyword(new NonValidationKeyword("example")).build();
  }

  /** What is wrong with the file's shape, its entries left aside; or empty. */
  Optional<String> checkEnvelope(JsonNode envelope) {
    return SchemaReasons.of(catalog.validate(envelope));
  }

  /** What is wrong with an entry; or empty. */
  Optional<String> checkEntry(EntryType type, JsonNode entry) {
    JsonSchema schema = entries.get(type);
    return schema == null ? Optional.empty() : SchemaReasons.of(schema.validate(entry));
  }

  /** All that the schema of a type says against an entry. */
  Set<ValidationMessage> messages(EntryType type, JsonNode entry) {
    JsonSchema schema = entries.get(type);
    return schema == null ? Set.of() : schema.validate(entry);
  }

  /**
   * Answers every reference: with a schema of the program, or with the refusal to look elsewhere.
   */
  private static final class OwnSchemas implements SchemaLoader {

    @Override
    public InputStreamSource getSchema(AbsoluteIri iri) {
      String text = iri.toString();
      return () -> {
        InputStream stream = CatalogSchemas.class.getResourceAsStream(resource(text));
        if (stream == null) {
          throw new FileNotFoundException("no schema " + text + " in the program");
        }
        return stream;
      };
    }

    private static String resource(String iri) {
      if (iri.startsWith("classpath:")) {
        String path = iri.substring("classpath:".length());
        return path.startsWith("/") ? path : "/" + path;
      }
      return "/schemas/" + iri.substring(iri.lastIndexOf('/') + 1);
    }
  }
}
