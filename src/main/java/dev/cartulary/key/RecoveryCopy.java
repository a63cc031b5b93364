package dev.cartulary.key;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cartulary.config.Secret;
import dev.cartulary.crypto.DataKey;
import dev.cartulary.crypto.MasterKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The data keys under a passphrase, to be kept away from the database.
 *
 * @param active the id of the key for new values
 * @param salt for the derivation of a key from the passphrase, as hexadecimal digits
 * @param iterations of that derivation, by PBKDF2-HMAC-SHA256
 * @param wrapped the data keys
 */
public record RecoveryCopy(String active, String salt, int iterations, List<String> wrapped) {

  /** What a file says it is. */
  public static final String FORMAT = "cartulary-recovery-1";

  /** The fewest characters of a passphrase. */
  public static final int SHORTEST_PASSPHRASE = 12;

  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST_ITERATIONS = 10_000_000;

  public RecoveryCopy {
    wrapped = List.copyOf(wrapped);
  }

  static RecoveryCopy of(String active, List<DataKey> keys, Secret passphrase) {
    String salt = MasterKey.newSalt();
    MasterKey master = MasterKey.derived(passphrase, salt, MasterKey.ITERATIONS);
    return new RecoveryCopy(
        active, salt, MasterKey.ITERATIONS, keys.stream().map(master::wrap).toList());
  }

  /** The data keys; empty where the passphrase is another one. */
  Optional<List<DataKey>> open(Secret passphrase) {
    MasterKey master = MasterKey.derived(passphrase, salt, iterations);
    List<DataKey> keys = new ArrayList<>();
    for (String text : wrapped) {
      Optional<DataKey> key = master.unwrap(text);
      if (key.isEmpty()) {
        return Optional.empty();
      }
      keys.add(key.get());
    }
    return Optional.of(keys);
  }

  /** The copy as the text of a file. */
  public String text() {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put("kdf", "PBKDF2-HMAC-SHA256");
    root.put("salt", salt);
    root.put("iterations", iterations);
    root.put("active", active);
    ArrayNode keys = root.putArray("keys");
    wrapped.forEach(keys::add);
    return root.toPrettyString() + "\n";
  }

  /** Reads the text of a file; empty where it is no such copy. */
  public static Optional<RecoveryCopy> read(String text) {
    try {
      JsonNode root = JSON.readTree(text);
      int iterations = root.path("iterations").asInt();
      String salt = root.path("salt").asText();
      if (!FORMAT.equals(root.path("format").asText())
          || !salt.matches("[0-9a-f]{32,128}")
          || iterations < 1
          || iterations > MOST_ITERATIONS) {
        return Optional.empty();
      }
      List<String> wrapped = new ArrayList<>();
      root.path("keys").forEach(key -> wrapped.add(key.asText()));
      return Optional.of(new RecoveryCopy(root.path("active").asText(), salt, iterations, wrapped));
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }
}
