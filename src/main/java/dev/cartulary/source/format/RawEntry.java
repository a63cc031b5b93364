package dev.cartulary.source.format;

/**
 * One entry as it stands in a catalog file, not checked yet.
 *
 * @param place where it stands, for a message: {@code data.servers[3]}
 * @param text the JSON text without whitespace between tokens, otherwise as written
 * @param official what the registry that it comes from says about it
 */
record RawEntry(EntryType type, String place, String text, Official official) {}
