/**
 * Opens a connection as one user: the password of the moment, the host that is to be used.
 *
 * <p>May use: {@code config}, {@code database.error}, {@code database.password}, {@code
 * database.settings}, {@code database.url}.
 */
@NullMarked
package dev.cartulary.database.login;

import org.jspecify.annotations.NullMarked;
