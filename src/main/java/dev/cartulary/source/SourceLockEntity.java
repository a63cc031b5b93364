package dev.cartulary.source;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one row that processes which set up sources and registries take turns on. */
@Entity
@Table(name = "source_lock")
class SourceLockEntity {

  @Id
  @Column(name = "id")
  private int id;

  @Column(name = "taken")
  private long taken;

  /** Counts configurations that were applied. */
  @Column(name = "generation")
  private long generation;

  /** The hash of the one that was applied last; null before the first. */
  @Column(name = "configuration")
  private @Nullable String configuration;

  /** For Hibernate. */
  protected SourceLockEntity() {}

  /** How it stands. */
  Counters counters() {
    return new Counters(taken, generation, Optional.ofNullable(configuration));
  }

  /**
   * What it counts.
   *
   * @param taken changes of sources and registries
   * @param generation configurations that were applied
   * @param configuration the hash of the one that was applied last
   */
  record Counters(long taken, long generation, Optional<String> configuration) {}
}
