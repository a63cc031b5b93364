package dev.cartulary.http.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.junit.jupiter.api.Test;

class IdempotencyDescriptionTest {

  private final IdempotencyDescription description = new IdempotencyDescription();

  @Test
  void theMarkerBecomesTheHeader() {
    Operation operation = OASFactory.createOperation();
    operation.addParameter(OASFactory.createParameter().name("name").in(Parameter.In.PATH));
    operation.addExtension(IdempotencyKey.MARKER, true);

    Operation described = description.filterOperation(operation);

    assertThat(described.getExtensions()).isNullOrEmpty();
    assertThat(described.getParameters())
        .extracting(Parameter::getName)
        .containsExactly("name", "Idempotency-Key");
    Parameter header = described.getParameters().get(1);
    assertThat(header.getIn()).isEqualTo(Parameter.In.HEADER);
    assertThat(header.getRequired()).isNotEqualTo(true);
    assertThat(header.getDescription()).contains("1 to 255");
  }

  @Test
  void anOperationWithoutTheMarkerStaysAsItIs() {
    Operation described = description.filterOperation(OASFactory.createOperation());

    assertThat(described.getParameters()).isNullOrEmpty();
  }
}
