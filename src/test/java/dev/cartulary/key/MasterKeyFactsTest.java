package dev.cartulary.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.key.MasterKeyFacts.Origin;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MasterKeyFactsTest {

  @ParameterizedTest
  @EnumSource
  void whereTheMasterKeyComesFromIsReadAsItWasStored(Origin origin) {
    assertThat(new MasterKeyFacts(origin.word(), "00ff", 1).origin()).isEqualTo(origin);
  }
}
