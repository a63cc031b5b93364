package dev.cartulary.source;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.cartulary.config.ConfigNode;
import dev.cartulary.config.Settings;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.database.WriteTransaction;
import dev.cartulary.source.fetch.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the configuration says of sources into the database, and lets {@link SourcesReady}'s
 * observers do the same for what is theirs. A configuration that was the last to be applied is not
 * applied again: what was changed since over the API stays, and processes with different
 * configurations do not undo each other's in turns (docs/decisions/0017).
 */
@ApplicationScoped
@ActivateRequestContext
class ConfiguredDefinitions {

  private static final Logger LOG = Logger.getLogger(ConfiguredDefinitions.class);
  private static final Duration WRITE_LIMIT = Duration.ofMinutes(1);

  private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
  private final SourceRepository sources;
  private final ConfigurationState state;
  private final Event<SourcesReady> ready;

  ConfiguredDefinitions(
      SourceRepository sources, ConfigurationState state, Event<SourcesReady> ready) {
    this.sources = sources;
    this.state = state;
    this.ready = ready;
  }

  /** Tells one configuration's sources and registries from another's. */
  static String hash(Settings settings) {
    StringBuilder text = new StringBuilder();
    for (SourceDefinition source : SourceSettings.resolve(settings).sources()) {
      text.append(source.name()).append(DefinitionJson.of(source)).append('\n');
    }
    append(text, settings.list("registries"));
    return Digest.of(text.toString());
  }

  private static void append(StringBuilder text, ConfigNode node) {
    String scalar = node.scalar().orElse("");
    text.append(node.kind()).append(scalar.length()).append(':').append(scalar);
    node.items().forEach(item -> append(text, item));
    node.entries().forEach((key, value) -> append(text.append('\n').append(key), value));
    text.append(';');
  }

  /** Applies the configuration, unless it was the last to be applied. */
  void apply(Settings settings) {
    String hash = hash(settings);
    WriteTransaction.call(
        WRITE_LIMIT,
        () -> {
          if (!isApplied(hash)) {
            sources.lock();
            if (!isApplied(hash)) {
              apply(SourceSettings.resolve(settings), settings);
              sources.configured(hash);
            }
          }
          return null;
        });
    state.applied(hash);
  }

  private boolean isApplied(String hash) {
    return sources.counters().configuration().filter(hash::equals).isPresent();
  }

  private void apply(SourceSettings.Resolution wanted, Settings settings) {
    Instant now = InstantMicros.now();
    Map<String, SourceEntity> stored = new LinkedHashMap<>();
    sources.rows().forEach(row -> stored.put(row.toStored().name(), row));
    Map<String, String> named = new HashMap<>();
    DefinitionOrigin origin = wanted.builtin() ? DefinitionOrigin.BUILTIN : DefinitionOrigin.CONFIG;
    for (SourceDefinition source : wanted.sources()) {
      named.put(source.name(), store(stored.remove(source.name()), source, origin, now));
    }
    for (SourceEntity row : stored.values()) {
      Source other = row.toSource();
      if (row.isRemoved()) {
        continue;
      }
      if (other.origin() == DefinitionOrigin.API) {
        named.put(other.name(), other.id());
      } else {
        sources.remove(other.id(), now);
      }
    }
    ready.fire(new SourcesReady(settings, named));
  }

  private String store(
      @Nullable SourceEntity row, SourceDefinition wanted, DefinitionOrigin origin, Instant now) {
    if (row == null) {
      SourceEntity added = new SourceEntity(ids.generate().toString(), wanted, origin, now);
      sources.insert(added);
      return added.id();
    }
    Source before = row.toSource();
    boolean byApi = !row.isRemoved() && before.origin() == DefinitionOrigin.API;
    if (byApi && origin == DefinitionOrigin.BUILTIN) {
      return row.id();
    }
    if (byApi) {
      LOG.warnf(
          "Source %s was made over the API; from now on it is what the configuration says",
          wanted.name());
    }
    if (row.isRemoved() || before.origin() != origin || !before.definition().equals(wanted)) {
      redefine(before, wanted, origin, now);
    }
    return row.id();
  }

  private void redefine(
      Source before, SourceDefinition wanted, DefinitionOrigin origin, Instant now) {
    sources.define(before.id(), wanted, origin, now);
    if (!before.definition().kind().equals(wanted.kind())) {
      sources.readAgain(before.id());
    }
    if (wanted.kind() instanceof SourceKind.Managed) {
      sources.isRead(before.id(), now);
    }
  }
}
