package dev.cartulary.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.problem.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataOwnerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "system:global",
        "user:a",
        "user:jane.doe+x@example.org",
        "team:0199b3a0-7c44-7a5e-8a43-2b7d6f0d1c11",
        "team:.."
      })
  void takesTheThreeKindsOfOwners(String text) {
    assertThat(new MetadataOwner(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "system",
        "system:",
        "system:other",
        "user:",
        "user",
        "group:a",
        "User:a",
        "user:a b",
        "user:a:b",
        "user:ü",
        "user:a/b",
        "user:a\n",
        " user:a",
        "system:global:batch"
      })
  void refusesAnythingElseByName(String text) {
    assertThatThrownBy(() -> new MetadataOwner(text))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("owner: ");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 128})
  void takesIdsOfUpTo128Characters(int length) {
    assertThat(new MetadataOwner("user:" + "x".repeat(length))).isNotNull();
    assertThatThrownBy(() -> new MetadataOwner("user:" + "x".repeat(129)))
        .isInstanceOf(ProblemException.class);
  }
}
