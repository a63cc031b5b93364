/**
 * Readiness and metrics of the pool, and {@code cartulary database check}.
 *
 * <p>May use: {@code background}, {@code config}, {@code database}, {@code database.diagnosis},
 * {@code database.error}, {@code database.grants}, {@code database.replica}, {@code
 * database.settings}, {@code database.url}.
 */
@NullMarked
package dev.cartulary.database.health;

import org.jspecify.annotations.NullMarked;
