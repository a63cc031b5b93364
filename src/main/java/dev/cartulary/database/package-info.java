/**
 * One database out of three: from {@code DATABASE_URL} to the engine, its pool, the active
 * Hibernate session, the classes of its errors, and the pool's readiness.
 *
 * <p>May use: {@code config}, {@code problem}.
 */
@NullMarked
package dev.cartulary.database;

import org.jspecify.annotations.NullMarked;
