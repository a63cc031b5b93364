package dev.cartulary.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageTest {

  private final List<String> told = new ArrayList<>();
  private boolean broken = true;

  @Test
  void onePartThatFailsKeepsNoOtherFromItsWorkAndIsToldAgain() {
    Stage stage =
        new Stage()
            .then(
                "first",
                () -> {
                  told.add("first");
                  if (broken) {
                    broken = false;
                    throw new OutOfMemoryError("planted");
                  }
                })
            .then("second", () -> told.add("second"));

    assertThat(stage.begin()).isFalse();
    assertThat(told).containsExactly("first", "second");

    assertThat(stage.begin()).isTrue();
    assertThat(told).containsExactly("first", "second", "first");
  }
}
