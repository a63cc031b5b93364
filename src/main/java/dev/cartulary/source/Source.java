package dev.cartulary.source;

import java.time.Instant;

/**
 * A source as the database knows it.
 *
 * @param id of its row
 * @param definition what it is
 * @param origin who says so
 * @param updatedAt when its definition changed last
 * @param stored what was loaded from it last
 */
public record Source(
    String id,
    SourceDefinition definition,
    DefinitionOrigin origin,
    Instant createdAt,
    Instant updatedAt,
    StoredSource stored) {

  public String name() {
    return definition.name();
  }

  /** Whether people and pipelines publish to it. */
  public boolean isManaged() {
    return definition.kind() instanceof SourceKind.Managed;
  }

  Source with(StoredSource state) {
    return new Source(id, definition, origin, createdAt, updatedAt, state);
  }
}
