package dev.cartulary.source;

import dev.cartulary.source.CatalogFile.Content;
import dev.cartulary.source.SourceService.Loaded;
import dev.cartulary.source.format.Catalog;
import dev.cartulary.source.format.CatalogException;
import dev.cartulary.source.format.CatalogReader;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One source that is looked at again and again: what is done at each look. For one thread only. */
final class WatchedSource {

  private static final Logger LOG = Logger.getLogger(WatchedSource.class);

  private final Source source;
  private final SourceDefinition definition;
  private final String id;
  private final CatalogFile file;
  private final SourceService service;
  private final SourceStates states;

  /** Why the content that was dealt with last is cannot be used; null when it is served. */
  private @Nullable String contentProblem;

  /** The problem that the source's row shows. */
  private @Nullable String noted;

  WatchedSource(Source source, SourceService service, SourceStates states) {
    this.source = source;
    this.definition = source.definition();
    this.id = source.id();
    this.file = new CatalogFile(definition, source.stored().contentHash());
    this.service = service;
    this.states = states;
    // What the last process could not read, this one may: nothing is reported before the first
    // look.
    states.put(definition.name(), SourceState.of(source.stored()).withProblem(null));
    this.noted = source.stored().lastError();
  }

  /** Whether it looks at this source, as it is defined now. */
  boolean isOf(Source other) {
    return id.equals(other.id()) && source.updatedAt().equals(other.updatedAt());
  }

  SourceDefinition definition() {
    return definition;
  }

  /**
   * Looks at the file, and loads it where it has changed.
   *
   * @param reader makes the reader when there is something to read
   * @throws RuntimeException when the database cannot be used; the next look tries again
   */
  void look(Supplier<CatalogReader> reader) {
    Optional<Content> changed;
    try {
      changed = file.look();
    } catch (CatalogException e) {
      report(e.getMessage());
      return;
    }
    if (changed.isEmpty()) {
      report(contentProblem);
    } else {
      load(changed.get(), reader.get());
    }
  }

  private void load(Content content, CatalogReader reader) {
    Catalog catalog;
    try {
      catalog = reader.read(content.bytes(), definition.filter());
    } catch (CatalogException e) {
      contentProblem = definition.location() + ": " + e.getMessage();
      report(contentProblem);
      file.dealtWith(content);
      return;
    }
    Optional<Loaded> loaded = service.replace(id, content.hash(), catalog);
    contentProblem =
        loaded.isPresent() ? null : "another process has removed this source from the database";
    if (loaded.isEmpty()) {
      states.put(definition.name(), SourceState.LOADING.withProblem(contentProblem));
      LOG.errorf("Source %s: %s", definition.name(), contentProblem);
    } else {
      noted = null;
      service.finish(loaded.get());
      states.put(definition.name(), SourceState.of(loaded.get().source()));
      log(catalog, loaded.get());
    }
    file.dealtWith(content);
  }

  /** Shows and notes a problem, or that there is none, where that is news. */
  private void report(@Nullable String problem) {
    SourceState before = states.get(definition.name());
    if (!Objects.equals(before.problem(), problem)) {
      states.put(definition.name(), before.withProblem(problem));
      if (problem == null) {
        LOG.infof("Source %s: the file can be used again", definition.name());
      } else if (before.served()) {
        LOG.errorf(
            "Source %s: %s. What was loaded before is still served", definition.name(), problem);
      } else {
        LOG.errorf("Source %s: %s. Nothing is served from it yet", definition.name(), problem);
      }
    }
    if (!Objects.equals(noted, problem)) {
      service.noteProblem(id, problem);
      noted = problem;
    }
  }

  private void log(Catalog catalog, Loaded loaded) {
    LOG.infof(
        "Source %s: %d entries from %s, %s (%d new, %d changed, %d removed, %d refused)",
        definition.name(),
        catalog.entries().size(),
        definition.location(),
        catalog.format().words(),
        loaded.added(),
        loaded.changed(),
        loaded.removed(),
        catalog.refusals().size());
    catalog.notices().forEach(notice -> LOG.warnf("Source %s: %s", definition.name(), notice));
    // All of them: they are logged once per content of the file, and nowhere else.
    catalog
        .refusals()
        .forEach(r -> LOG.warnf("Source %s: left out %s", definition.name(), r.sentence()));
  }
}
