package dev.cartulary.cli;

import dev.cartulary.http.Precondition;
import dev.cartulary.http.idempotency.Answer;
import dev.cartulary.job.JobService;
import dev.cartulary.registry.RegistryAdministration;
import dev.cartulary.source.SourceAdministration;
import dev.cartulary.source.SyncRequests;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Sources, their jobs, and registries, on the database itself. */
@ApplicationScoped
class DefinitionRoutes implements LocalRoutes {

  private static final String V1 = "v1";
  private static final String SOURCES = "sources";
  private static final String REGISTRIES = "registries";
  private static final int OK = 200;

  private final SourceAdministration sources;
  private final RegistryAdministration registries;
  private final SyncRequests syncs;
  private final JobService jobs;

  DefinitionRoutes(
      SourceAdministration sources,
      RegistryAdministration registries,
      SyncRequests syncs,
      JobService jobs) {
    this.sources = sources;
    this.registries = registries;
    this.syncs = syncs;
    this.jobs = jobs;
  }

  @Override
  public Optional<Result> answer(Call call) {
    return ofSources(call).or(() -> ofRegistries(call));
  }

  private Optional<Result> ofSources(Call call) {
    if (call.is("GET", V1, SOURCES)) {
      return ok(sources.list(call.page()));
    }
    if (call.is("GET", V1, SOURCES, "*")) {
      return ok(sources.view(sources.named(name(call))));
    }
    if (call.is("GET", V1, SOURCES, "*", "refusals")) {
      return ok(sources.refusals(name(call), call.page()));
    }
    if (call.is("POST", V1, SOURCES, "*", "sync")) {
      return of(syncs.start(name(call)));
    }
    if (call.is("GET", V1, "jobs", "*")) {
      return ok(jobs.get(name(call)));
    }
    if (call.is("PUT", V1, SOURCES, "*")) {
      return of(sources.put(name(call), call.body(), Precondition.NONE));
    }
    if (call.is("DELETE", V1, SOURCES, "*")) {
      return of(sources.delete(name(call), Precondition.NONE));
    }
    return Optional.empty();
  }

  private Optional<Result> ofRegistries(Call call) {
    if (call.is("GET", V1, REGISTRIES)) {
      return ok(registries.list(call.page()));
    }
    if (call.is("GET", V1, REGISTRIES, "*")) {
      return ok(registries.view(registries.named(name(call))));
    }
    if (call.is("PUT", V1, REGISTRIES, "*")) {
      return of(registries.put(name(call), call.body(), Precondition.NONE));
    }
    if (call.is("DELETE", V1, REGISTRIES, "*")) {
      return of(registries.delete(name(call), Precondition.NONE));
    }
    return Optional.empty();
  }

  private static String name(Call call) {
    return call.segments().get(2);
  }

  private static Optional<Result> ok(Object view) {
    return Optional.of(new Result(OK, Optional.of(view)));
  }

  private static Optional<Result> of(Answer answer) {
    return Optional.of(new Result(answer.status(), Optional.ofNullable(answer.content())));
  }
}
