package dev.cartulary.registry.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cartulary.database.ActiveSession;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import dev.cartulary.registry.server.ServerAnswers;
import dev.cartulary.source.ManagedEntry;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a registry shows, for commands on the database: by sources and entries alone, since a
 * command knows nothing of what a server has in memory.
 */
@ApplicationScoped
@ActivateRequestContext
public class ShownServers {

  private static final int PAGE = 100;
  private static final String BREAK = "\n";
  private static final String SHOWN =
      " from RegistryEntity r, RegistrySourceEntity m, EntryEntity e where r.name = ?1"
          + " and m.registryId = r.id and e.sourceId = m.sourceId and e.type = 'server'"
          + " and e.withdrawnAt is null and not exists (select 1 from RegistrySourceEntity earlier,"
          + " EntryEntity other where earlier.registryId = m.registryId"
          + " and earlier.position < m.position and other.sourceId = earlier.sourceId"
          + " and other.type = 'server' and other.name = e.name and other.withdrawnAt is null)";
  private static final String COLUMNS =
      "select e.id, e.type, e.name, e.version, e.document, e.status, e.statusMessage,"
          + " e.statusChangedAt, e.publishedAt, e.updatedAt, e.latest";

  /** A part of a list, in the form of the MCP Registry API. */
  @RegisterForReflection
  public record Page(List<Object> servers, Metadata metadata) {}

  /** What a page says about itself. */
  @RegisterForReflection
  public record Metadata(
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String nextCursor, int count) {}

  private final ActiveSession active;
  private final PublishRepository registries;

  ShownServers(ActiveSession active, PublishRepository registries) {
    this.active = active;
    this.registries = registries;
  }

  /**
   * A part of the list, by name and version, deleted versions left out.
   *
   * @param cursor of the page before; empty for the first
   * @throws ProblemException not found, where there is no such registry
   */
  public Page list(String registry, String cursor) {
    requireRegistry(registry);
    String[] after = (cursor + BREAK).split(BREAK, -1);
    List<ManagedEntry> rows =
        active
            .query(
                ManagedEntry.class,
                COLUMNS
                    + SHOWN
                    + " and e.status <> 'deleted'"
                    + " and e.name >= ?2 and (e.name > ?2 or e.version > ?3)"
                    + " order by e.name, e.version",
                registry,
                after[0],
                after[1])
            .setMaxResults(PAGE + 1)
            .getResultList();
    List<ManagedEntry> page = rows.subList(0, Math.min(PAGE, rows.size()));
    ManagedEntry last = page.isEmpty() ? null : page.get(page.size() - 1);
    String next = rows.size() > PAGE && last != null ? last.name() + BREAK + last.version() : null;
    return new Page(page.stream().map(ServerAnswers::of).toList(), new Metadata(next, page.size()));
  }

  /**
   * One version, deleted or not; {@code latest} stands for the latest one.
   *
   * @throws ProblemException not found
   */
  public Object one(String registry, String name, String version) {
    requireRegistry(registry);
    boolean latest = version.equals("latest");
    Optional<ManagedEntry> found =
        (latest
                ? active.query(
                    ManagedEntry.class,
                    COLUMNS + SHOWN + " and e.name = ?2 and e.latest = 1",
                    registry,
                    name)
                : active.query(
                    ManagedEntry.class,
                    COLUMNS + SHOWN + " and e.name = ?2 and e.version = ?3",
                    registry,
                    name,
                    version))
            .getResultList().stream().findFirst();
    return ServerAnswers.of(
        found.orElseThrow(() ->
            new ProblemException(
                ProblemType.NOT_FOUND,
                "Version "
                    + version
                    + " of server "
                    + name
                    + " is not in registry "
                    + registry
                    + ".")));
  }

  private void requireRegistry(String registry) {
    if (!registries.hasRegistry(registry)) {
      throw new ProblemException(
          ProblemType.NOT_FOUND, "Registry " + registry + " does not exist.");
    }
  }
}
