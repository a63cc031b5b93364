/**
 * A database URL and its parts: engine, hosts, names, parameters, what is wrong with them.
 *
 * <p>May use: {@code config}.
 */
@NullMarked
package dev.cartulary.database.url;

import org.jspecify.annotations.NullMarked;
