/**
 * The command line: each command parses, makes one call on a feature, prints, and gives an exit
 * code (0 done, 1 failed, 2 usage or configuration, 3 refused).
 *
 * <p>May use: every feature.
 */
@NullMarked
package dev.cartulary.cli;

import org.jspecify.annotations.NullMarked;
