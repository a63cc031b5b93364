package dev.cartulary.http.status;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Completes the description of the API while the program is built: what holds for every operation,
 * and what the annotations of one cannot say.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiDescription implements OASFilter {

  private static final String PROBLEM = "Problem";
  private static final String PROBLEM_JSON = "application/problem+json";

  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

  private static final Map<String, String> PATH_PARAMETERS =
      Map.of("registryName", "The registry's name");

  /** For the build. */
  public ApiDescription() {}

  @Override
  public void filterOpenAPI(OpenAPI api) {
    if (api.getPaths() == null) {
      return;
    }
    api.setServers(List.of(OASFactory.createServer().url("/").description("This server")));
    api.getComponents().addSchema(PROBLEM, problem());
    // Jackson's tree stands for any JSON; its own methods are no members.
    if (api.getComponents().getSchemas().containsKey("JsonNode")) {
      api.getComponents().addSchema("JsonNode", OASFactory.createSchema().description("Any JSON"));
      api.getComponents().removeSchema("JsonNodeType");
    }
    api.getPaths()
        .getPathItems()
        .forEach((path, item) ->
            item.getOperations().values().forEach(operation -> complete(path, item, operation)));
  }

  private static void complete(String path, PathItem item, Operation operation) {
    if (operation.getSecurity() == null || operation.getSecurity().isEmpty()) {
      // A credential is not asked for; one that is sent counts.
      operation.setSecurity(
          List.of(
              OASFactory.createSecurityRequirement(),
              OASFactory.createSecurityRequirement().addScheme("bearer")));
    }
    if (operation.getResponses().getDefaultValue() == null) {
      operation
          .getResponses()
          .setDefaultValue(
              OASFactory.createAPIResponse()
                  .description("A problem (RFC 9457), which says what to do about it")
                  .content(
                      OASFactory.createContent()
                          .addMediaType(
                              PROBLEM_JSON,
                              OASFactory.createMediaType()
                                  .schema(OASFactory.createSchema().ref(PROBLEM)))));
    }
    Matcher parameter = PARAMETER.matcher(path);
    while (parameter.find()) {
      String name = parameter.group(1);
      if (!has(item.getParameters(), name) && !has(operation.getParameters(), name)) {
        operation.addParameter(
            OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.PATH)
                .required(true)
                .description(PATH_PARAMETERS.getOrDefault(name, name))
                .schema(string()));
      }
    }
  }

  private static boolean has(@Nullable List<Parameter> parameters, String name) {
    return parameters != null
        && parameters.stream()
            .anyMatch(p -> p.getIn() == Parameter.In.PATH && name.equals(p.getName()));
  }

  private static Schema problem() {
    Schema error =
        object()
            .addProperty("field", string())
            .addProperty("message", string())
            .addProperty("location", string())
            .addProperty("value", string())
            .required(new ArrayList<>(List.of("field", "message")));
    return object()
        .addProperty("type", string())
        .addProperty("title", string())
        .addProperty("status", typed(Schema.SchemaType.INTEGER))
        .addProperty("code", string().description("One of those in docs/errors.md"))
        .addProperty("detail", string())
        .addProperty("errors", typed(Schema.SchemaType.ARRAY).items(error))
        .addProperty("requestId", string())
        .required(
            new ArrayList<>(List.of("type", "title", "status", "code", "detail", "requestId")));
  }

  private static Schema object() {
    return typed(Schema.SchemaType.OBJECT);
  }

  private static Schema string() {
    return typed(Schema.SchemaType.STRING);
  }

  private static Schema typed(Schema.SchemaType type) {
    return OASFactory.createSchema().addType(type);
  }
}
