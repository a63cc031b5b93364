package dev.cartulary.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListParametersTest {

  @Test
  void aListIsSpelledOutBehindTheOtherParameters() {
    ListParameters spelled =
        ListParameters.of(
            "from E where a in ?1 and b = ?2 and c in ?3",
            Map.of("1", List.of("x", "y"), "2", "z", "3", List.of(7, 8, 9)));
    assertThat(spelled.hql())
        .isEqualTo("from E where a in (?1, ?4) and b = ?2 and c in (?3, ?5, ?6, ?7)");
    assertThat(spelled.values())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("1", "x", "4", "y", "2", "z", "3", 7, "5", 8, "6", 9, "7", 9));
  }

  @Test
  void listsOfAboutTheSameLengthMakeTheSameText() {
    assertThat(textOf(33)).isEqualTo(textOf(50)).isEqualTo(textOf(64)).isNotEqualTo(textOf(65));
    assertThat(textOf(1)).isEqualTo("from E where a in (?1)");
    assertThat(textOf(4)).isEqualTo("from E where a in (?1, ?2, ?3, ?4)");
  }

  private static String textOf(int length) {
    return ListParameters.of(
            "from E where a in ?1", Map.of("1", java.util.Collections.nCopies(length, "x")))
        .hql();
  }

  @Test
  void aNamedListThatIsUsedTwiceHasOneSetOfValues() {
    ListParameters spelled =
        ListParameters.of(
            "from E where a in :list or b not in :list and c = :c",
            Map.of("list", List.of("x", "y"), "c", 1));
    assertThat(spelled.hql())
        .isEqualTo("from E where a in (:list, :list_1) or b not in (:list, :list_1) and c = :c");
    assertThat(spelled.values())
        .containsExactlyInAnyOrderEntriesOf(Map.of("list", "x", "list_1", "y", "c", 1));
  }

  @Test
  void whatIsNoListStaysAsItIs() {
    String hql = "from E where a in ?1 and b = ?2";
    ListParameters spelled = ListParameters.of(hql, Map.of("1", List.of(), "2", 3));
    assertThat(spelled.hql()).isEqualTo(hql);
    assertThat(spelled.values()).isEqualTo(Map.of("1", List.of(), "2", 3));
  }
}
