package dev.cartulary.registry;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.source.SourceService;
import dev.cartulary.source.SourcesReady;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps the tables of registries in line with the configuration. */
@ApplicationScoped
class RegistryService {

  private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
  private final ConfiguredRegistries configured;
  private final RegistryRepository registries;
  private final SourceService sources;

  RegistryService(
      ConfiguredRegistries configured, RegistryRepository registries, SourceService sources) {
    this.configured = configured;
    this.registries = registries;
    this.sources = sources;
  }

  /** Creates, changes and removes registries until they are those of the configuration. */
  @Transactional(Transactional.TxType.MANDATORY)
  void reconcile(@Observes SourcesReady ready) {
    if (!matches(registries.stored(), ready.ids())) {
      sources.lockSetup();
      apply(registries.stored(), ready.ids());
    }
  }

  private boolean matches(List<StoredRegistry> stored, Map<String, String> sourceIds) {
    List<RegistryDefinition> wanted = configured.all();
    if (stored.size() != wanted.size()) {
      return false;
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!stored.get(i).name().equals(wanted.get(i).name())
          || !stored.get(i).sourceIds().equals(idsOf(wanted.get(i), sourceIds))) {
        return false;
      }
    }
    return true;
  }

  private void apply(List<StoredRegistry> stored, Map<String, String> sourceIds) {
    Map<String, StoredRegistry> byName =
        stored.stream().collect(Collectors.toMap(StoredRegistry::name, Function.identity()));
    for (int position = 0; position < configured.all().size(); position++) {
      RegistryDefinition wanted = configured.all().get(position);
      List<String> shown = idsOf(wanted, sourceIds);
      StoredRegistry before = byName.remove(wanted.name());
      String id = store(before, wanted, position);
      if (before == null || !before.sourceIds().equals(shown)) {
        registries.show(id, rows(id, shown));
      }
    }
    byName.values().forEach(vanished -> registries.remove(vanished.id()));
  }

  private String store(@Nullable StoredRegistry before, RegistryDefinition wanted, int position) {
    if (before != null) {
      registries.move(before.id(), position);
      return before.id();
    }
    String id = newId();
    registries.insert(new RegistryEntity(id, wanted.name(), position, InstantMicros.now()));
    return id;
  }

  private List<RegistrySourceEntity> rows(String id, List<String> sourceIds) {
    List<RegistrySourceEntity> rows = new ArrayList<>();
    for (String sourceId : sourceIds) {
      rows.add(new RegistrySourceEntity(newId(), id, sourceId, rows.size()));
    }
    return rows;
  }

  private static List<String> idsOf(RegistryDefinition registry, Map<String, String> sourceIds) {
    return registry.sources().stream()
        .map(sourceIds::get)
        .flatMap(id -> Optional.ofNullable(id).stream())
        .toList();
  }

  private String newId() {
    return ids.generate().toString();
  }
}
