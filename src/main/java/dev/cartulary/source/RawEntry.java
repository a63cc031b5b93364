package dev.cartulary.source;

/**
 * One entry as it stands in a catalog file, not checked yet.
 *
 * @param type under which list of the file it stands
 * @param index its place in that list, from 0
 * @param text the JSON text without whitespace between tokens, otherwise as written
 */
record RawEntry(EntryType type, int index, String text) {

  /** The place for a message: {@code data.servers[3]}. */
  String place() {
    return "data." + type.member() + "[" + index + "]";
  }
}
