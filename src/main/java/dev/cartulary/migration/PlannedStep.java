package dev.cartulary.migration;

/**
 * A step that a command would take.
 *
 * @param step which one
 * @param forward true where it would be applied, false where it would be reverted
 * @param sql its script for the engine in use, as it would run
 */
public record PlannedStep(SchemaStep step, boolean forward, String sql) {}
