package dev.cartulary.access;

import dev.cartulary.config.Settings;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * For which roles registries and sources are kept now: as the configuration says until the database
 * was read, and then as it says, whoever has defined them.
 */
@Singleton
public class KeptRoles {

  private volatile KeptForRoles known;

  KeptRoles(Settings settings) {
    this.known = KeptForRoles.resolve(settings);
  }

  /** Those that hold now. */
  public KeptForRoles now() {
    return known;
  }

  /** Says what the database says. */
  public void put(Set<String> names) {
    known = new KeptForRoles(names);
  }
}
