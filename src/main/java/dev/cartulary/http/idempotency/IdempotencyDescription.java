package dev.cartulary.http.idempotency;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * Describes the header of the operations with {@link IdempotencyKey#MARKER} while the program is
 * built, in one place instead of at each of them.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class IdempotencyDescription implements OASFilter {

  private static final String TEXT =
      "Names this request, so that it is carried out once however often it is sent: 1 to 255"
          + " printable ASCII characters, best a new UUID, in double quotes or without";

  /** For the build. */
  public IdempotencyDescription() {}

  @Override
  public Operation filterOperation(Operation operation) {
    if (operation.hasExtension(IdempotencyKey.MARKER)) {
      operation.removeExtension(IdempotencyKey.MARKER);
      operation.addParameter(
          OASFactory.createParameter()
              .name(IdempotencyKey.HEADER)
              .in(Parameter.In.HEADER)
              .description(TEXT)
              .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING)));
    }
    return operation;
  }
}
