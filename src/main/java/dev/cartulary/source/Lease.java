package dev.cartulary.source;

/**
 * Who reads a source: one definition of it in one process. A source that is defined anew while it
 * is read is another owner's, so that the two do not mix what they read.
 *
 * @param source the id of the source
 * @param owner whose it is, an id
 */
record Lease(String source, String owner) {}
