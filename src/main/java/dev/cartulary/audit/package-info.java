/**
 * The audit log: who did what, written in the transaction of the change. May use access, http,
 * database, problem, config.
 */
@NullMarked
package dev.cartulary.audit;

import org.jspecify.annotations.NullMarked;
