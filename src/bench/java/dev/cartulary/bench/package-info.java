/** Measures the packaged program; not part of it. {@code src/bench/run} starts it. */
package dev.cartulary.bench;
