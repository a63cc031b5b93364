package dev.cartulary.registry.server;

import dev.cartulary.database.ActiveSession;
import dev.cartulary.registry.listing.ListingView;
import dev.cartulary.registry.search.EntrySearch;
import dev.cartulary.registry.search.SearchPattern;
import dev.cartulary.source.format.EntryType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.query.Query;
import org.jspecify.annotations.Nullable;

/**
 * Reads servers, skills and plugins through a registry, without a persistence context and without a
 * transaction.
 */
@ApplicationScoped
class ServerRepository {

  private static final String LISTED =
      "select "
          + ServerRow.OF_LISTING
          + """
           from ListingEntity l join EntryEntity e on e.id = l.entryId
           where l.registryId = :registry and l.audience = :audience and l.type = :type
          """;

  /** Of a name that several sources have, only the first source's versions are seen. */
  private static final String IN_SOURCES =
      "select "
          + ServerRow.OF_ENTRY
          + """
           from RegistrySourceEntity m join EntryEntity l on l.sourceId = m.sourceId
           where m.registryId = :registry and l.type = :type and l.withdrawnAt is null
           and (l.claims is null or l.claims in :claims) and not exists (
             select 1 from RegistrySourceEntity earlier, EntryEntity other
             where earlier.registryId = m.registryId and earlier.position < m.position
             and other.sourceId = earlier.sourceId and other.type = l.type
             and other.name = l.name and other.withdrawnAt is null
             and (other.claims is null or other.claims in :claims)
          """;

  private static final String HIDDEN =
      " not in (select s.id from SourceEntity s where s.name in :hidden)";

  private final ActiveSession active;
  private final EntrySearch search;

  ServerRepository(ActiveSession active, EntrySearch search) {
    this.active = active;
    this.search = search;
  }

  /** A query that is put together piece by piece. */
  private record Draft(StringBuilder text, Map<String, Object> parameters) {

    Draft and(String condition) {
      text.append(" and ").append(condition);
      return this;
    }

    Draft with(String parameter, Object value) {
      parameters.put(parameter, value);
      return this;
    }
  }

  /**
   * Where entries are found.
   *
   * @param hidden the names of sources that the caller does not see
   * @param claims those, as entries have them, that the caller fits
   * @param type which entries
   */
  record Place(ListingView view, Set<String> hidden, Set<String> claims, EntryType type) {}

  /** One version, or the latest one. */
  Optional<ServerRow> one(Place place, String name, String version, boolean deleted) {
    Draft draft = from(place, deleted).and("l.name = :name").with("name", name);
    ofVersion(draft, version);
    return query(draft).getResultList().stream().findFirst();
  }

  /** Every version, in no order. */
  List<ServerRow> versions(Place place, String name, boolean deleted) {
    return query(from(place, deleted).and("l.name = :name").with("name", name)).getResultList();
  }

  /** A part of the registry's list, by name, then by the version's text. */
  List<ServerRow> list(
      Place place, ServerFilter filter, @Nullable ServerPosition after, int limit) {
    Draft draft = from(place, filter.deleted());
    Optional<Set<String>> candidates = candidates(filter);
    if (candidates.isPresent()) {
      if (candidates.get().isEmpty()) {
        return List.of();
      }
      draft.and("l.name in :candidates").with("candidates", candidates.get());
    }
    filter
        .search()
        .ifPresent(text ->
            draft
                .and(searched(isListed(place), filter.deleted()))
                .with("search", SearchPattern.containing(text)));
    filter
        .updatedSince()
        .ifPresent(since -> draft.and("l.updatedAt >= :since").with("since", since));
    filter.version().ifPresent(version -> ofVersion(draft, version));
    if (after != null) {
      draft
          .and("l.name >= :after and (l.name > :after or l.version > :afterVersion)")
          .with("after", after.name())
          .with("afterVersion", after.version());
    }
    draft.text().append(" order by l.name, l.version");
    return query(draft).setMaxResults(limit).getResultList();
  }

  /**
   * A mirror asks once for each change: its question is answered by one statement, which sees one
   * state of the rows.
   */
  private Optional<Set<String>> candidates(ServerFilter filter) {
    return filter.asksForWhatIsGone()
        ? Optional.empty()
        : filter.search().flatMap(search::candidates);
  }

  private static Draft from(Place place, boolean deleted) {
    Draft draft = new Draft(new StringBuilder(), new HashMap<>());
    draft.with("registry", place.view().registryId()).with("type", place.type().text());
    if (isListed(place)) {
      draft.text().append(LISTED);
      draft.with("audience", place.view().audience());
    } else {
      draft.text().append(IN_SOURCES);
      // Not every engine takes an empty list; no entry has this text.
      draft.with("claims", place.claims().isEmpty() ? Set.of("-") : place.claims());
      if (place.hidden().isEmpty()) {
        draft.text().append(')');
      } else {
        draft.and("earlier.sourceId").text().append(HIDDEN).append(')');
        draft.and("l.sourceId").with("hidden", place.hidden()).text().append(HIDDEN);
      }
    }
    return deleted ? draft : draft.and("l.status <> 'deleted'");
  }

  /** What is gone is found by its name alone, which is all that is told of it. */
  private static String searched(boolean listed, boolean deleted) {
    if (!listed) {
      return "l.searchText like :search escape '!'";
    }
    String shown = "e.searchText like :search escape '!'";
    return deleted
        ? "((l.withdrawn = 0 and "
            + shown
            + ") or (l.withdrawn = 1"
            // The text begins with the name, folded to as many characters.
            + " and substring(e.searchText, 1, length(l.name)) like :search escape '!'))"
        : shown;
  }

  private static boolean isListed(Place place) {
    return place.view().source() == ListingView.Source.LISTING;
  }

  private static void ofVersion(Draft draft, String version) {
    if (version.equals(ServerFilter.LATEST)) {
      draft.and("l.latest = 1");
    } else {
      draft.and("l.version = :version").with("version", version);
    }
  }

  private Query<ServerRow> query(Draft draft) {
    return active.query(ServerRow.class, draft.text().toString(), draft.parameters());
  }
}
