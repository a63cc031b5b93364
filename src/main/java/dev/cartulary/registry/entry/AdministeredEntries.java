package dev.cartulary.registry.entry;

import dev.cartulary.database.ActiveSession;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.query.Query;
import org.jspecify.annotations.Nullable;

/** Reads and changes rows of entries of every type. */
@ApplicationScoped
class AdministeredEntries {

  private static final String ROWS =
      "select "
          + EntryRow.COLUMNS
          + " from EntryEntity e join SourceEntity s on s.id = e.sourceId"
          + " where e.withdrawnAt is null and s.removedAt is null";

  private final ActiveSession active;

  AdministeredEntries(ActiveSession active) {
    this.active = active;
  }

  /** The row, also of an entry that was withdrawn: a list may go on behind it. */
  Optional<EntryRow> row(String id) {
    return active
        .query(
            EntryRow.class,
            "select "
                + EntryRow.COLUMNS
                + " from EntryEntity e join SourceEntity s on s.id = e.sourceId where e.id = ?1",
            id)
        .getResultList()
        .stream()
        .findFirst();
  }

  /**
   * At most so many entries behind one, by type, name, version and source.
   *
   * @param registry the id of the registry that shows them; null for all there are
   */
  List<EntryRow> list(
      EntryFilter filter, @Nullable String registry, @Nullable EntryRow after, int limit) {
    StringBuilder text = new StringBuilder(ROWS);
    Map<String, Object> parameters = new HashMap<>();
    and(text, parameters, "s.name", "source", filter.source());
    and(text, parameters, "e.type", "type", filter.type());
    and(text, parameters, "e.name", "name", filter.name());
    and(text, parameters, "e.version", "version", filter.version());
    and(text, parameters, "e.status", "status", filter.status());
    if (registry != null) {
      // As the registry shows them: the first source that has a name wins it.
      text.append(
          " and exists (select 1 from RegistrySourceEntity m where m.registryId = :registry"
              + " and m.sourceId = e.sourceId and not exists (select 1 from"
              + " RegistrySourceEntity earlier, EntryEntity other where earlier.registryId ="
              + " m.registryId and earlier.position < m.position and other.sourceId ="
              + " earlier.sourceId and other.type = e.type and other.name = e.name"
              + " and other.withdrawnAt is null))");
      parameters.put("registry", registry);
    }
    if (after != null) {
      text.append(
          " and (e.type > :afterType or (e.type = :afterType and (e.name > :afterName"
              + " or (e.name = :afterName and (e.version > :afterVersion"
              + " or (e.version = :afterVersion and s.name > :afterSource))))))");
      parameters.put("afterType", after.type());
      parameters.put("afterName", after.name());
      parameters.put("afterVersion", after.version());
      parameters.put("afterSource", after.source());
    }
    text.append(" order by e.type, e.name, e.version, s.name");
    Query<EntryRow> query = active.query(EntryRow.class, text.toString());
    parameters.forEach(query::setParameter);
    return query.setMaxResults(limit).getResultList();
  }

  private static void and(
      StringBuilder text,
      Map<String, Object> parameters,
      String column,
      String parameter,
      Optional<String> value) {
    value.ifPresent(wanted -> {
      text.append(" and ").append(column).append(" = :").append(parameter);
      parameters.put(parameter, wanted);
    });
  }

  /** Says who sees every version of a name; null for all who see its source. */
  void claims(String sourceId, String type, String name, @Nullable String claims, Instant now) {
    active.execute(
        "update EntryEntity set claims = ?1, updatedAt = ?2"
            + " where sourceId = ?3 and type = ?4 and name = ?5",
        claims,
        now,
        sourceId,
        type,
        name);
  }
}
