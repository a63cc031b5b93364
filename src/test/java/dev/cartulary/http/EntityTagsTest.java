package dev.cartulary.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"\"a-1\"", "W/\"a-1\"", "\"x\", W/\"a-1\"", "\"a\",\"a-1\" ,\"b\"", " * "})
  void aStateIsKnownByItsTagWeakOrNot(String line) {
    assertThat(EntityTags.known(List.of("\"first\"", line), "a-1")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a-1", "\"a-2\"", "\"a-1", "W/a-1", "\"xa-1\"", "\"*\"", "\"A-1\""})
  void anythingElseIsNotKnown(String line) {
    assertThat(EntityTags.known(List.of(line), "a-1")).isFalse();
  }

  @Test
  void aLongHeaderIsReadInOnePass() {
    assertThat(EntityTags.known(List.of("\"a".repeat(8000)), "b")).isFalse();
  }
}
