/**
 * From the settings to one database: URL, driver, TLS and pool, as Quarkus is told them.
 *
 * <p>May use: {@code config}, {@code database.password}, {@code database.url}.
 */
@NullMarked
package dev.cartulary.database.settings;

import org.jspecify.annotations.NullMarked;
