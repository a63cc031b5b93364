package dev.cartulary.registry.listing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Brings what a registry lists of one name, for one audience, in line with what sources have. */
final class ListedName {

  /**
   * What is to be written.
   *
   * @param added rows that are not stored yet
   * @param changed rows that are stored in another state
   */
  record Changes(List<ListingEntity> added, List<ListingEntity> changed) {}

  private ListedName() {}

  /**
   * Compares the rows with the entries and changes them.
   *
   * @param rows those that are stored, of one name
   * @param entries the versions that the source that wins the name has; empty where none has it
   * @param now for rows that change
   * @param listed makes the row of an entry that had none
   */
  static Changes changes(
      Collection<ListingEntity> rows,
      List<ListedEntry> entries,
      Instant now,
      Function<ListedEntry, ListingEntity> listed) {
    Map<String, ListingEntity> before = new HashMap<>();
    rows.forEach(row -> before.put(row.version(), row));
    Changes changes = new Changes(new ArrayList<>(), new ArrayList<>());
    for (ListedEntry entry : entries) {
      ListingEntity row = before.remove(entry.version());
      if (row == null) {
        changes.added().add(listed.apply(entry));
      } else if (row.show(entry, now)) {
        changes.changed().add(row);
      }
    }
    for (ListingEntity gone : before.values()) {
      if (gone.withdraw(entries.isEmpty(), now)) {
        changes.changed().add(gone);
      }
    }
    return changes;
  }

  /**
   * The versions of the first source that has the name.
   *
   * @param entries of one name, of any source
   * @param sourceIds in the order in which they win names; others win none
   */
  static List<ListedEntry> won(List<ListedEntry> entries, List<String> sourceIds) {
    for (String sourceId : sourceIds) {
      List<ListedEntry> own =
          entries.stream().filter(entry -> entry.sourceId().equals(sourceId)).toList();
      if (!own.isEmpty()) {
        return own;
      }
    }
    return List.of();
  }
}
