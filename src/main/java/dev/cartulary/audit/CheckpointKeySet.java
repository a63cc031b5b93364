package dev.cartulary.audit;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The public keys of checkpoints as a JSON Web Key Set (RFC 7517, RFC 8037). */
@Schema(name = "AuditKeySet")
record CheckpointKeySet(List<Key> keys) {

  /** A key; {@code x} is the public half. */
  @JsonPropertyOrder({"kty", "crv", "use", "alg", "kid", "x"})
  @Schema(name = "AuditKey")
  record Key(String kty, String crv, String use, String alg, String kid, String x) {}

  static CheckpointKeySet of(List<CheckpointKeys.Published> keys) {
    return new CheckpointKeySet(
        keys.stream()
            .map(key -> new Key("OKP", "Ed25519", "sig", "EdDSA", key.id(), key.x()))
            .toList());
  }
}
