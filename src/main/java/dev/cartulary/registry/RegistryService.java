package dev.cartulary.registry;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.source.DefinitionOrigin;
import dev.cartulary.source.SourcesReady;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes what the configuration says of registries into the database. */
@ApplicationScoped
class RegistryService {

  private static final Logger LOG = Logger.getLogger(RegistryService.class);

  private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
  private final RegistryRepository registries;
  private final Event<RegistryChanged> changed;

  RegistryService(RegistryRepository registries, Event<RegistryChanged> changed) {
    this.registries = registries;
    this.changed = changed;
  }

  /**
   * Creates, changes and removes registries until those of the configuration are as it says. Those
   * that were made over the API stay, after them, with the sources that there still are.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  void reconcile(@Observes SourcesReady ready) {
    Map<String, Registry> stored = new LinkedHashMap<>();
    registries.all().forEach(registry -> stored.put(registry.name(), registry));
    int position = 0;
    SortedSet<String> touched = new TreeSet<>(); // in the order in which registries are locked
    RegistrySettings.Resolution wanted = RegistrySettings.resolve(ready.settings());
    DefinitionOrigin origin = wanted.builtin() ? DefinitionOrigin.BUILTIN : DefinitionOrigin.CONFIG;
    for (RegistryDefinition definition : wanted.registries()) {
      Registry before = stored.get(definition.name());
      if (before != null && before.origin() == DefinitionOrigin.API) {
        if (wanted.builtin()) {
          continue;
        }
        LOG.warnf(
            "Registry %s was made over the API; from now on it is what the configuration says",
            definition.name());
      }
      stored.remove(definition.name());
      touched.add(store(before, definition, origin, position++, ready.ids()));
    }
    for (Registry other : stored.values()) {
      if (other.origin() == DefinitionOrigin.API) {
        touched.add(store(other, other.definition(), other.origin(), position++, ready.ids()));
      } else {
        registries.remove(other.id());
      }
    }
    // Whether a source is for everybody still may have changed, and with it what they see here.
    touched.forEach(id -> changed.fire(new RegistryChanged(id)));
  }

  private String store(
      @Nullable Registry before,
      RegistryDefinition definition,
      DefinitionOrigin origin,
      int position,
      Map<String, String> sourceIds) {
    List<String> shown = idsOf(definition, sourceIds);
    String id = before == null ? ids.generate().toString() : before.id();
    Instant now = InstantMicros.now();
    if (before == null) {
      registries.insert(new RegistryEntity(id, definition, origin, position, now));
    } else if (!before.definition().equals(definition)
        || before.origin() != origin
        || before.position() != position) {
      registries.define(id, definition, origin, position, now);
    }
    if (before == null || !before.sourceIds().equals(shown)) {
      registries.show(id, rows(id, shown));
    }
    return id;
  }

  private List<RegistrySourceEntity> rows(String id, List<String> sourceIds) {
    List<RegistrySourceEntity> rows = new ArrayList<>();
    for (String sourceId : sourceIds) {
      rows.add(new RegistrySourceEntity(ids.generate().toString(), id, sourceId, rows.size()));
    }
    return rows;
  }

  private static List<String> idsOf(RegistryDefinition registry, Map<String, String> sourceIds) {
    return registry.sources().stream()
        .map(sourceIds::get)
        .flatMap(id -> Optional.ofNullable(id).stream())
        .toList();
  }
}
