/**
 * What the rooms of identity share: the rules for names and passwords, and the transactions in
 * which users, roles, teams and credentials change.
 *
 * <p>May use: {@code access}, {@code background}, {@code config}, {@code database}, {@code http},
 * {@code problem}.
 */
@NullMarked
package dev.cartulary.identity;

import org.jspecify.annotations.NullMarked;
