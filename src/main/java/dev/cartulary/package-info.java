/**
 * Where the process begins: {@code Main} decides whether it serves or runs a command.
 *
 * <p>May use: every room.
 */
@NullMarked
package dev.cartulary;

import org.jspecify.annotations.NullMarked;
