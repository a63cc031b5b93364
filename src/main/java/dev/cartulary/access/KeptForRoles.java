package dev.cartulary.access;

import dev.cartulary.config.Settings;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of roles whose holders see a registry or source that others do not. Such a name is
 * worth something by itself, whatever its role permits.
 *
 * @param names as definitions write them
 */
public record KeptForRoles(Set<String> names) {

  public KeptForRoles {
    names = Set.copyOf(names);
  }

  /** Reads them from {@code registries} and {@code sources}. */
  public static KeptForRoles resolve(Settings settings) {
    return settings.once(
        KeptForRoles.class,
        given ->
            new KeptForRoles(
                Stream.of("registries", "sources")
                    .flatMap(list -> given.list(list).items().stream())
                    .flatMap(item -> item.items("roles").stream())
                    .flatMap(role -> role.scalar().stream())
                    .map(String::strip)
                    .collect(Collectors.toUnmodifiableSet())));
  }

  /**
   * Whether the caller may decide who has the role of this name, as far as registries and sources
   * go: who has it already may, and who sees them all.
   */
  public boolean leaves(Principal caller, String role) {
    return !names.contains(role)
        || caller.roles().contains(role)
        || caller.may(Permission.CATALOG_READ);
  }
}
