package dev.cartulary.migration;

import java.time.Duration;
import java.util.List;

/**
 * What a command did to the schema.
 *
 * @param before the version at its start, 0 for none
 * @param after the version at its end
 * @param steps what was applied or reverted, in order; empty where there was nothing to do
 * @param elapsed how long it took, waiting for the lock included
 */
public record MigrationReport(int before, int after, List<StepResult> steps, Duration elapsed) {}
