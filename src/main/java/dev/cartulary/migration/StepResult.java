package dev.cartulary.migration;

import java.time.Duration;

/**
 * A step that was applied or reverted.
 *
 * @param step which one
 * @param forward true where it was applied, false where it was reverted
 * @param elapsed how long it took
 */
public record StepResult(SchemaStep step, boolean forward, Duration elapsed) {}
