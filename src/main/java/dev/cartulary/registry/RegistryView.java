package dev.cartulary.registry;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cartulary.database.InstantMicros;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A registry as the API shows one: what it is, with the keys of the configuration.
 *
 * @param origin {@code config}, {@code api} or {@code builtin}
 */
@Schema(name = "Registry", description = "With the keys that registries have in the configuration")
@JsonPropertyOrder({"name", "origin", "status"})
@RegisterForReflection
public record RegistryView(
    String name,
    String origin,
    @JsonAnyGetter @Schema(hidden = true) Map<String, Object> definition,
    Status status) {

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * How it stands.
   *
   * @param isDefault whether it is the one behind {@code /v0.1}
   */
  @Schema(name = "RegistryStatus")
  @RegisterForReflection
  public record Status(boolean isDefault, String createdAt, String updatedAt) {}

  static RegistryView of(Registry registry, boolean isDefault) {
    return new RegistryView(
        registry.name(),
        registry.origin().word(),
        JSON.convertValue(
            registry.definition().json(), new TypeReference<Map<String, Object>>() {}),
        new Status(
            isDefault,
            InstantMicros.format(registry.createdAt()),
            InstantMicros.format(registry.updatedAt())));
  }
}
