package dev.cartulary.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FilterStepTest {

  @Test
  void filtersRunInTheOrderOfTheList() {
    assertThat(Stream.of(FilterStep.values()).mapToInt(step -> -step.priority()))
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(FilterStep.BODY_RECEIVER.priority()).isEqualTo(1);
  }

  @Test
  void quarkusAuthenticatesBetweenTheSchemaGateAndTheBody() {
    assertThat(FilterStep.SCHEMA_GATE.priority()).isGreaterThan(200);
  }
}
