/**
 * Where the process begins: {@code Main} decides whether it serves or runs a command.
 *
 * <p>May use: {@code cli}, {@code config}, {@code database}, {@code problem}.
 */
@NullMarked
package dev.cartulary;

import org.jspecify.annotations.NullMarked;
