package dev.cartulary.registry.server;

import dev.cartulary.database.ActiveSession;
import dev.cartulary.registry.Sight;
import dev.cartulary.registry.StoredRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.query.Query;
import org.jspecify.annotations.Nullable;

/** Reads servers through a registry, without a persistence context and without a transaction. */
@ApplicationScoped
class ServerRepository {

  /** Of a name that several sources have, only the first source's versions are seen. */
  private static final String WINS_NAME =
      """
       and not exists (select 1 from RegistrySourceEntity earlier, EntryEntity other
         where earlier.registryId = m.registryId and earlier.position < m.position
         and other.sourceId = earlier.sourceId and other.type = 'server' and other.name = e.name
      """;

  private static final String HIDDEN =
      " not in (select s.id from SourceEntity s where s.name in :hidden)";

  private static final String OF_NAME =
      "select "
          + ServerRow.COLUMNS
          + """
           from RegistryEntity r, RegistrySourceEntity m, EntryEntity e
           where r.name = :registry and m.registryId = r.id
           and e.sourceId = m.sourceId and e.type = 'server' and e.name = :name
          """;

  private final ActiveSession active;

  ServerRepository(ActiveSession active) {
    this.active = active;
  }

  /** The condition that a source wins the name, among those that the caller sees. */
  private static String winsName(Set<String> hidden) {
    return hidden.isEmpty()
        ? WINS_NAME + ")"
        : WINS_NAME + " and earlier.sourceId" + HIDDEN + ") and e.sourceId" + HIDDEN;
  }

  /** One version, or the latest one. */
  Optional<ServerRow> one(Sight sight, String name, String version) {
    boolean latest = version.equals(ServerFilter.LATEST);
    Query<ServerRow> query =
        ofName(sight, name, latest ? " and e.latest = 1" : " and e.version = :version");
    if (!latest) {
      query.setParameter("version", version);
    }
    return query.getResultList().stream().findFirst();
  }

  /** Every version, in no order. */
  List<ServerRow> versions(Sight sight, String name) {
    return ofName(sight, name, "").getResultList();
  }

  private Query<ServerRow> ofName(Sight sight, String name, String condition) {
    Query<ServerRow> query =
        active
            .stateless()
            .createQuery(OF_NAME + winsName(sight.hidden()) + condition, ServerRow.class)
            .setParameter("registry", sight.registry())
            .setParameter("name", name);
    if (!sight.hidden().isEmpty()) {
      query.setParameter("hidden", sight.hidden());
    }
    return query;
  }

  /**
   * A part of the registry's list, by name, then by the version's text.
   *
   * @param hidden the names of sources that are left out
   */
  List<ServerRow> list(
      StoredRegistry registry,
      Set<String> hidden,
      ServerFilter filter,
      @Nullable ServerPosition after,
      int limit) {
    Map<String, Object> parameters = new HashMap<>();
    StringBuilder query = new StringBuilder("select ").append(ServerRow.COLUMNS);
    if (registry.sourceIds().size() == 1 && hidden.isEmpty()) {
      query.append(" from EntryEntity e where e.sourceId = :source");
      parameters.put("source", registry.sourceIds().get(0));
    } else {
      query.append(" from EntryEntity e join RegistrySourceEntity m on m.sourceId = e.sourceId");
      query.append(" where m.registryId = :registry ").append(winsName(hidden));
      parameters.put("registry", registry.id());
      if (!hidden.isEmpty()) {
        parameters.put("hidden", hidden);
      }
    }
    query.append(" and e.type = 'server'");
    restrict(query, parameters, filter);
    if (after != null) {
      query.append(" and e.name >= :name and (e.name > :name or e.version > :afterVersion)");
      parameters.put("name", after.name());
      parameters.put("afterVersion", after.version());
    }
    query.append(" order by e.name, e.version");
    Query<ServerRow> typed =
        active.stateless().createQuery(query.toString(), ServerRow.class).setMaxResults(limit);
    parameters.forEach(typed::setParameter);
    return typed.getResultList();
  }

  private static void restrict(
      StringBuilder query, Map<String, Object> parameters, ServerFilter filter) {
    filter
        .search()
        .ifPresent(search -> {
          query.append(" and e.searchText like :search escape '!'");
          parameters.put("search", '%' + literal(search) + '%');
        });
    filter
        .updatedSince()
        .ifPresent(since -> {
          query.append(" and e.updatedAt >= :since");
          parameters.put("since", since);
        });
    filter
        .version()
        .ifPresent(version -> {
          if (version.equals(ServerFilter.LATEST)) {
            query.append(" and e.latest = 1");
          } else {
            query.append(" and e.version = :version");
            parameters.put("version", version);
          }
        });
  }

  /** The text for LIKE, its wildcards taken literally. */
  private static String literal(String search) {
    return search.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
