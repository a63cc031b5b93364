package dev.cartulary.key;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * How a master key is made.
 *
 * @param origin whether somebody gives it or it is derived
 * @param salt for the derivation, as hexadecimal digits; also stored where the key is given, so
 *     that a later change needs no new one
 * @param iterations of the derivation
 */
@RegisterForReflection // Hibernate makes it from the columns.
record MasterKeyFacts(Origin origin, String salt, int iterations) {

  /** From the columns. */
  MasterKeyFacts(String origin, String salt, int iterations) {
    this(Origin.of(origin), salt, iterations);
  }

  /** Where a master key comes from. */
  enum Origin {
    GIVEN("given"),
    DERIVED("derived");

    private final String word;

    Origin(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    static Origin of(String word) {
      return GIVEN.word.equals(word) ? GIVEN : DERIVED;
    }
  }
}
