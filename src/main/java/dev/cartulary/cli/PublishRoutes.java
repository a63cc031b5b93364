package dev.cartulary.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.http.idempotency.Answer;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.registry.publish.Publishing;
import dev.cartulary.registry.publish.ShownServers;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Servers of a registry by name, on the database itself. */
@ApplicationScoped
class PublishRoutes implements LocalRoutes {

  private static final String REGISTRY = "registry";
  private static final String API = "v0.1";
  private static final String SERVERS = "servers";
  private static final String VERSIONS = "versions";
  private static final String STATUS = "status";

  private final Publishing publishing;
  private final ShownServers servers;
  private final ObjectMapper json;

  PublishRoutes(Publishing publishing, ShownServers servers, ObjectMapper json) {
    this.publishing = publishing;
    this.servers = servers;
    this.json = json;
  }

  @Override
  public Optional<Result> answer(Call call) {
    if (call.is("POST", REGISTRY, "*", API, "publish")) {
      return of(() -> publishing.publish(registry(call), call.body()));
    }
    if (call.is("GET", REGISTRY, "*", API, SERVERS)) {
      return ok(servers.list(registry(call), call.query().getOrDefault("cursor", "")));
    }
    if (call.is("GET", REGISTRY, "*", API, SERVERS, "*", VERSIONS, "*")) {
      return ok(servers.one(registry(call), name(call), call.segments().get(6)));
    }
    if (call.is("PATCH", REGISTRY, "*", API, SERVERS, "*", VERSIONS, "*", STATUS)) {
      return of(
          () -> publishing.status(registry(call), name(call), call.segments().get(6), call.body()));
    }
    if (call.is("PATCH", REGISTRY, "*", API, SERVERS, "*", STATUS)) {
      return of(() -> publishing.status(registry(call), name(call), call.body()));
    }
    return Optional.empty();
  }

  private static String registry(Call call) {
    return call.segments().get(1);
  }

  private static String name(Call call) {
    return call.segments().get(4);
  }

  private Optional<Result> ok(Object view) {
    return Optional.of(new Result(HttpURLConnection.HTTP_OK, Optional.of(tree(view))));
  }

  private Optional<Result> of(Supplier<Answer> change) {
    try {
      Answer answer = change.get();
      return Optional.of(
          new Result(answer.status(), Optional.ofNullable(answer.content()).map(this::tree)));
    } catch (ProblemException refused) {
      throw refused.errors().isEmpty() ? refused : named(refused);
    }
  }

  /** With every part that is wrong: nobody sees the errors beside the sentence. */
  static ProblemException named(ProblemException refused) {
    return new ProblemException(
        refused.type(),
        refused.errors().stream()
            .map(error -> (error.field().isEmpty() ? "" : error.field() + ": ") + error.message())
            .collect(Collectors.joining("; ")),
        refused);
  }

  /** Through its text: a document is JSON already, which no tree would show. */
  private JsonNode tree(Object view) {
    try {
      return json.readTree(json.writeValueAsBytes(view));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
