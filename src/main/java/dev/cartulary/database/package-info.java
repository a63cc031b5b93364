/**
 * The one database of the process: its pool, the active Hibernate session, transactions that write,
 * and what a caller is told when they fail.
 *
 * <p>May use: {@code config}, {@code database.diagnosis}, {@code database.error}, {@code
 * database.login}, {@code database.settings}, {@code database.url}, {@code problem}.
 */
@NullMarked
package dev.cartulary.database;

import org.jspecify.annotations.NullMarked;
