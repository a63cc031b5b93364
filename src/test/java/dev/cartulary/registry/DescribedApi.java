package dev.cartulary.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Objects;

/** The MCP Registry API as its authors describe it, to hold answers against. */
final class DescribedApi {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "/mcp/registry-openapi.json";

  private final JsonNode description;
  private final JsonSchemaFactory factory =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  DescribedApi() {
    try (InputStream file =
        Objects.requireNonNull(DescribedApi.class.getResourceAsStream(FILE), FILE)) {
      description = JSON.readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Asserts that the answer has a form that the description knows.
   *
   * @param method in lower case
   * @param path as the description writes it
   */
  void assertDescribes(String method, String path, HttpResponse<String> answer) {
    JsonNode responses = description.path("paths").path(path).path(method).path("responses");
    assertThat(responses.isObject()).as(method + " " + path + " is described").isTrue();
    JsonNode response = responses.path(Integer.toString(answer.statusCode()));
    assertThat(response.isObject())
        .as("%s %s may answer %d: %s", method, path, answer.statusCode(), answer.body())
        .isTrue();
    JsonNode schema = response.path("content").path("application/json").path("schema");
    assertThat(schema.isObject()).as("the form of " + answer.statusCode()).isTrue();
    ObjectNode whole = schema.deepCopy();
    whole.set("components", description.path("components"));
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    assertThat(factory.getSchema(whole, config).validate(RegistryClient.parse(answer.body())))
        .as(method + " " + path + ": " + answer.body())
        .isEmpty();
  }
}
