package dev.cartulary.background;

/**
 * Fired once per process, in serve mode, when the schema is what this program expects and work on
 * the database may begin.
 */
public record SchemaReady() {}
