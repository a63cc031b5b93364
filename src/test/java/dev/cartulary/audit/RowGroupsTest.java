package dev.cartulary.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RowGroupsTest {

  @Property
  void everyRowIsInOneGroupInItsOrderAndThereAreThreeSizes(
      @ForAll @IntRange(min = 0, max = 1100) int size) {
    List<Integer> rows = IntStream.range(0, size).boxed().toList();
    List<List<Integer>> groups = RowGroups.of(rows);
    assertThat(groups.stream().flatMap(List::stream)).containsExactlyElementsOf(rows);
    assertThat(groups).allMatch(group -> List.of(100, 10, 1).contains(group.size()));
    assertThat(groups.size()).isLessThanOrEqualTo(size / 100 + 18);
  }

  @Test
  void rowsThatAreLongTogetherHaveAStatementEach() {
    List<Integer> rows = IntStream.range(0, 20).boxed().toList();
    assertThat(RowGroups.of(rows, row -> 10)).hasSize(2);
    assertThat(RowGroups.of(rows, row -> 100_000)).hasSize(20);
  }

  @Test
  void parametersAreCountedThroughAllRows() {
    assertThat(RowGroups.parameters(2, 3)).isEqualTo("(?1, ?2, ?3), (?4, ?5, ?6)");
  }
}
