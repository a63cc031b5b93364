package dev.cartulary.cli;

import dev.cartulary.http.idempotency.Answer;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.registry.entry.EntryAdministration;
import dev.cartulary.registry.entry.EntryFilter;
import dev.cartulary.registry.entry.EntryPublishing;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.HttpURLConnection;
import java.util.Optional;

/** Entries, on the database itself. */
@ApplicationScoped
class EntryRoutes implements LocalRoutes {

  private static final String V1 = "v1";
  private static final String ENTRIES = "entries";

  private final EntryAdministration entries;
  private final EntryPublishing publishing;

  EntryRoutes(EntryAdministration entries, EntryPublishing publishing) {
    this.entries = entries;
    this.publishing = publishing;
  }

  @Override
  public Optional<Result> answer(Call call) {
    Optional<String> source = Optional.ofNullable(call.query().get("source"));
    if (call.is("GET", V1, ENTRIES)) {
      return ok(entries.list(filter(call), call.page()));
    }
    if (call.is("POST", V1, ENTRIES)) {
      return of(publish(call.body()));
    }
    if (call.is("GET", V1, "registries", "*", ENTRIES)) {
      return ok(entries.ofRegistry(call.segments().get(2), filter(call), call.page()));
    }
    if (call.is("GET", V1, ENTRIES, "*", "*", "claims")) {
      return ok(entries.claims(type(call), name(call), source));
    }
    if (call.is("PUT", V1, ENTRIES, "*", "*", "claims")) {
      return of(entries.putClaims(type(call), name(call), source, call.body()));
    }
    if (call.is("DELETE", V1, ENTRIES, "*", "*", "versions", "*")) {
      return of(entries.delete(type(call), name(call), call.segments().get(5), source));
    }
    return Optional.empty();
  }

  private Answer publish(byte[] body) {
    try {
      return publishing.publish(body);
    } catch (ProblemException refused) {
      throw refused.errors().isEmpty() ? refused : PublishRoutes.named(refused);
    }
  }

  private static EntryFilter filter(Call call) {
    return EntryFilter.of(
        call.query().get("source"),
        call.query().get("type"),
        call.query().get("name"),
        call.query().get("version"),
        call.query().get("status"));
  }

  private static String type(Call call) {
    return call.segments().get(2);
  }

  private static String name(Call call) {
    return call.segments().get(3);
  }

  private static Optional<Result> ok(Object view) {
    return Optional.of(new Result(HttpURLConnection.HTTP_OK, Optional.of(view)));
  }

  private static Optional<Result> of(Answer answer) {
    return Optional.of(new Result(answer.status(), Optional.ofNullable(answer.content())));
  }
}
