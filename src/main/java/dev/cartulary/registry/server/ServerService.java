package dev.cartulary.registry.server;

import dev.cartulary.database.replica.ReadReplica;
import dev.cartulary.http.RequestText;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import dev.cartulary.registry.Registries;
import dev.cartulary.registry.Sight;
import dev.cartulary.registry.Sights;
import dev.cartulary.registry.listing.ListingState;
import dev.cartulary.registry.listing.ListingView;
import dev.cartulary.registry.listing.ListingView.Source;
import dev.cartulary.registry.listing.Listings;
import dev.cartulary.registry.server.ServerRepository.Place;
import dev.cartulary.source.CatalogChanged;
import dev.cartulary.source.PublishedVersion;
import dev.cartulary.source.SourceStates;
import dev.cartulary.source.SourcesChanged;
import dev.cartulary.source.format.EntryType;
import io.quarkus.cache.CacheInvalidateAll;
import io.quarkus.cache.CacheResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Reads servers through registries. Without transactions: a read is one statement, and on SQLite a
 * transaction would take the write lock.
 */
@ApplicationScoped
class ServerService {

  private static final Logger LOG = Logger.getLogger(ServerService.class);

  /** Its size and the time that it keeps a server are in application.properties. */
  private static final String CACHE = "server";

  /** A version that is asked for; {@code latest} stands for the latest one. */
  record Version(EntryType type, String name, String version) {}

  /**
   * What was found.
   *
   * @param state where the registry stood before it was read; empty where it must not be kept
   */
  record Found<T>(T it, Optional<ListingState> state) {}

  private static final Comparator<ServerRow> NEWEST_FIRST =
      Comparator.comparing(ServerRow::publishedAt)
          .thenComparing(row -> new PublishedVersion(row.version(), row.publishedAt()))
          .reversed();

  private final Registries configured;
  private final Sights sights;
  private final Listings listings;
  private final ServerRepository servers;
  private final ReadReplica replica;
  private final SourceStates states;

  ServerService(
      Registries configured,
      Sights sights,
      Listings listings,
      ServerRepository servers,
      ReadReplica replica,
      SourceStates states) {
    this.configured = configured;
    this.sights = sights;
    this.listings = listings;
    this.servers = servers;
    this.replica = replica;
    this.states = states;
  }

  /** A page of a registry's entries, by name, then by the version's text. */
  Found<ServerPage> list(Sight sight, EntryType type, ServerQuery query) {
    return replica.read(() -> read(sight, type, query));
  }

  private Found<ServerPage> read(Sight sight, EntryType type, ServerQuery query) {
    Place place = place(sight, type, query.filter().asksForWhatIsGone());
    ServerCursor from = query.from();
    Instant until = from == null ? place.view().until() : from.until();
    List<ServerRow> rows =
        servers.list(place, query.filter(), from == null ? null : from.after(), query.limit() + 1);
    if (rows.size() <= query.limit()) {
      return found(new ServerPage(rows, null, until), place);
    }
    List<ServerRow> page = rows.subList(0, query.limit());
    ServerRow last = page.get(page.size() - 1);
    ServerPosition after = new ServerPosition(last.name(), last.version());
    return found(
        new ServerPage(page, new ServerCursor(query.filter(), after, until), until), place);
  }

  private static <T> Found<T> found(T found, Place place) {
    return new Found<>(found, place.view().state());
  }

  /** Every version of a server: the one published last comes first, then the highest. */
  Found<ServerPage> versions(Sight sight, EntryType type, String name, boolean deleted) {
    RequestText.storable(nameOf(type), name);
    return replica.read(() -> read(sight, type, name, deleted));
  }

  private Found<ServerPage> read(Sight sight, EntryType type, String name, boolean deleted) {
    Place place = place(sight, type, deleted);
    List<ServerRow> rows =
        servers.versions(place, name, deleted).stream().sorted(NEWEST_FIRST).toList();
    if (rows.isEmpty()) {
      throw unknown(sight.registry(), words(type) + name);
    }
    return found(new ServerPage(rows, null, ListingView.NO_BOUND), place);
  }

  /**
   * One version of a server; {@code latest} stands for the latest one. What another process has
   * changed is seen a second later at most, what this one has changed at once; where a replica is
   * read, both once the replica has it.
   */
  ServerRow one(Sight sight, Version asked, boolean deleted) {
    check(asked);
    return cached(sight, asked, deleted);
  }

  /** The same as it is now, without what is deleted. */
  Found<ServerRow> one(Sight sight, Version asked) {
    check(asked);
    return replica.read(() -> read(sight, asked, false));
  }

  private static void check(Version asked) {
    RequestText.storable(nameOf(asked.type()), asked.name());
    RequestText.storable("version", asked.version());
  }

  /** What is kept depends on what the caller sees, never on who calls. */
  @CacheResult(cacheName = CACHE)
  ServerRow cached(Sight sight, Version asked, boolean deleted) {
    return replica.read(() -> read(sight, asked, deleted).it());
  }

  private Found<ServerRow> read(Sight sight, Version asked, boolean deleted) {
    Place place = place(sight, asked.type(), deleted);
    ServerRow row =
        servers
            .one(place, asked.name(), asked.version(), deleted)
            .orElseThrow(() ->
                unknown(
                    sight.registry(),
                    "Version "
                        + asked.version()
                        + " of "
                        + asked.type().text()
                        + " "
                        + asked.name()));
    return found(row, place);
  }

  private Place place(Sight sight, EntryType type, boolean asksForWhatIsGone) {
    ListingView view = listings.view(sight).orElseThrow(() -> unknownRegistry(sight.registry()));
    if (asksForWhatIsGone && view.source() == Source.NOT_LISTED_YET) {
      throw notReady(sight.registry());
    }
    return new Place(view, sight.hidden(), sight.claims(), type);
  }

  @CacheInvalidateAll(cacheName = CACHE)
  void forgetAll(@Observes SourcesChanged changed) {
    LOG.debugf("%d sources are there now: cached servers are dropped", changed.sources().size());
  }

  @CacheInvalidateAll(cacheName = CACHE)
  void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) CatalogChanged changed) {
    LOG.debugf("source %s has changed: cached servers are dropped", changed.sourceId());
  }

  /**
   * What the caller of the running request sees of a registry.
   *
   * @param registryName empty for the default one
   * @throws ProblemException as {@link Sights#of(String)}; catalog not ready
   */
  Sight sight(Optional<String> registryName) {
    Sight sight =
        sights.of(
            RequestText.storable("registryName", registryName.orElseGet(configured::defaultName)));
    if (!isRead(sight)) {
      throw notReady(sight.registry());
    }
    return sight;
  }

  /**
   * Whether every source that the caller sees was read once. Before that an empty list and a "not
   * found" would be untrue: a mirror would delete what it has, and a client refuse every server.
   */
  private boolean isRead(Sight sight) {
    return configured.named(sight.registry()).stream()
        .flatMap(registry -> registry.sources().stream())
        .filter(source -> !sight.hidden().contains(source))
        .allMatch(states::isRead);
  }

  private static ProblemException unknown(String registry, String what) {
    return new ProblemException(
        ProblemType.NOT_FOUND, what + " is not in registry " + registry + ".");
  }

  /** The path's parameter that has the name. */
  private static String nameOf(EntryType type) {
    return type == EntryType.SERVER ? "serverName" : "name";
  }

  private static String words(EntryType type) {
    String text = type.text();
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + " ";
  }

  /** At the first start the registries come a moment after HTTP. */
  private ProblemException unknownRegistry(String name) {
    return configured.has(name) ? notReady(name) : Sights.unknown(name);
  }

  private static ProblemException notReady(String registry) {
    return ProblemException.retryLater(
        ProblemType.CATALOG_NOT_READY,
        "The sources of registry "
            + registry
            + " have not all been read yet. Try again in a moment; /q/health/ready shows their state.",
        Duration.ofSeconds(1),
        null);
  }
}
