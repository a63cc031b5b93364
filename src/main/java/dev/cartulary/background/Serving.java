package dev.cartulary.background;

/**
 * Fired once per process, in serve mode, when the schema is ready ({@link SchemaReady}) and HTTP is
 * open: work that takes longer than a start may begin.
 */
public record Serving() {}
