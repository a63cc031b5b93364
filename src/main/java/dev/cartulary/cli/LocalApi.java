package dev.cartulary.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import dev.cartulary.source.DefinitionRefresh;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.inject.Instance;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Carries out calls on the database of this process, by the services that the API uses. */
@ApplicationScoped
@ActivateRequestContext
class LocalApi implements Api {

  private final Instance<LocalRoutes> routes;
  private final DefinitionRefresh definitions;
  private final ObjectMapper json;

  LocalApi(Instance<LocalRoutes> routes, DefinitionRefresh definitions, ObjectMapper json) {
    this.routes = routes;
    this.definitions = definitions;
    this.json = json;
  }

  @Override
  public Reply call(String method, String path, byte[] body) {
    definitions.refresh();
    LocalRoutes.Call call = parse(method, URI.create(path), body);
    for (LocalRoutes route : routes) {
      Optional<LocalRoutes.Result> result = route.answer(call);
      if (result.isPresent()) {
        return new Reply(
            result.get().status(),
            result.get().view().map(this::tree).orElse(MissingNode.getInstance()));
      }
    }
    throw new ProblemException(
        ProblemType.NOT_FOUND, method + " " + path + " is for a running server: give --url.");
  }

  private JsonNode tree(Object view) {
    return json.valueToTree(view);
  }

  private static LocalRoutes.Call parse(String method, URI path, byte[] body) {
    List<String> segments =
        Stream.of(path.getRawPath().substring(1).split("/", -1))
            .map(segment -> decoded(segment.replace("+", "%2B")))
            .toList();
    Map<String, String> query = new HashMap<>();
    for (String parameter : Optional.ofNullable(path.getRawQuery()).orElse("").split("&", -1)) {
      String[] parts = parameter.split("=", 2);
      query.put(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
    }
    return new LocalRoutes.Call(method, segments, query, body);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
