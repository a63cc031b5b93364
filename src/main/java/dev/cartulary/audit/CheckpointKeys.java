package dev.cartulary.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The keys that checkpoints are signed with. Their private halves are encrypted; who keeps them
 * knows how.
 */
public interface CheckpointKeys {

  /** A key to sign with. */
  interface Signer {

    /** Its id, which is made of its public half: another key has another one. */
    String keyId();

    /** The signature of the text in UTF-8, in base64. */
    String sign(String text);
  }

  /**
   * A key for people and other programs.
   *
   * @param id made of the public half
   * @param x the public half as a JSON Web Key has it, in base64url
   * @param createdAt when it was made
   */
  record Published(String id, String x, Instant createdAt) {}

  /** What a signature is worth. */
  enum Worth {
    /** It fits, and whoever signed had the private half, which only the master key opens. */
    PROVEN,
    /** It fits the public half, and the private one is not encrypted under the master key here. */
    FOREIGN,
    /** It fits the public half; the encryption keys are not open, so that no more is known. */
    UNCHECKED,
    /** It does not fit the text. */
    WRONG,
    /** The key is not here, or its id does not fit it. */
    UNKNOWN_KEY
  }

  /**
   * The key for new checkpoints, made now where there is none; empty where the encryption keys are
   * not open (yet). Not within a transaction.
   */
  Optional<Signer> signer();

  /** All keys, the oldest first. */
  List<Published> published();

  /** Knows what signatures are worth. */
  interface Verifier {

    /** What the signature of a text under a key is worth. */
    Worth worth(String keyId, String text, String signature);
  }

  /** Reads the keys, and opens the encryption keys, which may take a moment. */
  Verifier verifier();
}
