package dev.cartulary.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.audit.AuditVerification.Fault;
import dev.cartulary.audit.CheckpointKeys.Worth;
import dev.cartulary.crypto.Ed25519;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditCheckpointTest {

  private static final String KEY = "0123456789abcdef0123456789abcdef0123";
  private static final String HASH =
      "6c8dee8f5e1f8f336aa3ce86d0ae167ece289af53bd0409d9bedfd41e8773dc8";

  private final KeyPair pair = Ed25519.generate();

  private final CheckpointKeys.Signer signer =
      new CheckpointKeys.Signer() {
        @Override
        public String keyId() {
          return KEY;
        }

        @Override
        public String sign(String text) {
          return Base64.getEncoder()
              .encodeToString(
                  Ed25519.sign(pair.getPrivate(), text.getBytes(StandardCharsets.UTF_8)));
        }
      };

  private Worth worth(String keyId, String text, String signature) {
    return Ed25519.verifies(
            Ed25519.publicKey(Ed25519.text(pair.getPublic())),
            text.getBytes(StandardCharsets.UTF_8),
            Base64.getDecoder().decode(signature))
        ? Worth.PROVEN
        : Worth.WRONG;
  }

  private static AuditCheckpoint at(Instant time) {
    return new AuditCheckpoint(1204, HASH, time, KEY, "x");
  }

  @Test
  void whatIsSignedIsTheTextOfThePage() throws IOException {
    String text = at(Instant.parse("2026-11-21T10:22:00.5Z")).text();
    assertThat(text)
        .isEqualTo(
            "cartulary-audit-checkpoint-1\n1204\n"
                + HASH
                + "\n2026-11-21T10:22:00.500000Z\n"
                + KEY
                + "\n");
    assertThat(Files.readString(Path.of("docs", "audit.md"))).contains(text);
  }

  @Test
  void aLineIsReadAsItIsWrittenAndItsSignatureFitsIt() throws IOException {
    AuditCheckpoint made = AuditCheckpoint.of(new AuditHead(7, HASH), Optional.of(signer));
    assertThat(read(made.line())).contains(made);
    AuditCheckpoint unsigned = AuditCheckpoint.of(new AuditHead(7, HASH), Optional.empty());
    assertThat(unsigned.line()).doesNotContain("keyId");
    assertThat(read(unsigned.line())).contains(unsigned);

    CheckpointWalk walk = new CheckpointWalk(this::worth, Set.of());
    assertThat(walk.next(List.of(made, unsigned), List.of())).isEmpty();
    assertThat(walk.count()).isEqualTo(2);
    assertThat(walk.unsigned()).isEqualTo(1);
    assertThat(walk.newestSigned()).contains(made);
    AuditCheckpoint other =
        new AuditCheckpoint(8, HASH, made.time(), made.keyId(), made.signature());
    assertThat(sentence(walk.next(List.of(other), List.of()))).contains("signature does not fit");
    assertThat(sentence(walk.faultOfKept(other))).contains("what was kept was changed");
    assertThat(walk.faultOfKept(made)).isEmpty();
  }

  private static Optional<AuditCheckpoint> read(String line) throws IOException {
    return AuditCheckpoint.read(new ObjectMapper().readTree(line).get("checkpoint"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"size\":0,\"hash\":\"" + HASH + "\",\"time\":\"2026-11-21T10:22:00Z\"}",
        "{\"size\":1,\"hash\":\"x\",\"time\":\"2026-11-21T10:22:00Z\"}",
        "{\"size\":1,\"hash\":\"" + HASH + "\",\"time\":\"yesterday\"}"
      })
  void whatIsNoCheckpointIsNotTakenForOne(String text) throws IOException {
    assertThat(AuditCheckpoint.read(new ObjectMapper().readTree(text))).isEmpty();
  }

  @Test
  void aKeyThatIsNotOfThisInstallationIsNamedUnlessItIsAccepted() {
    AuditCheckpoint checkpoint = at(Instant.EPOCH);
    CheckpointWalk foreign = new CheckpointWalk((key, text, signature) -> Worth.FOREIGN, Set.of());
    assertThat(sentence(foreign.next(List.of(checkpoint), List.of())))
        .contains("does not open under the master key", "--accept-key " + KEY);
    CheckpointWalk accepted =
        new CheckpointWalk((key, text, signature) -> Worth.FOREIGN, Set.of(KEY));
    assertThat(accepted.next(List.of(checkpoint), List.of())).isEmpty();
    CheckpointWalk unknown =
        new CheckpointWalk((key, text, signature) -> Worth.UNKNOWN_KEY, Set.of(KEY));
    assertThat(sentence(unknown.next(List.of(checkpoint), List.of()))).contains("no key " + KEY);
    CheckpointWalk closed = new CheckpointWalk((key, text, signature) -> Worth.UNCHECKED, Set.of());
    assertThat(closed.next(List.of(checkpoint), List.of())).isEmpty();
    assertThat(closed.unchecked()).isEqualTo(1);
  }

  private static String sentence(Optional<Fault> fault) {
    return fault.map(Fault::sentence).orElse("");
  }
}
