package dev.cartulary.token;

import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.custom.sec.SecP384R1Curve;

/**
 * A public key that a domain publishes for registries, as {@code v=MCPv1; k=ed25519; p=…} or {@code
 * v=MCPv1; k=ecdsap384; p=…}: 32 bytes, or a compressed point of P-384, in base64 (the MCP
 * registry's rules for domain authentication).
 *
 * @param algorithm of its signatures, in Java's words
 */
record ProofKey(PublicKey key, String algorithm) {

  private static final String START = "v=MCPv1";
  private static final int FINGERPRINT = 8;

  /** How many bytes may be missing in the parts of a signature. */
  private static final int MOST_MISSING = 4;

  private static final int COORDINATE = 48;

  private static final Pattern RECORD =
      Pattern.compile("v=MCPv1;\\s*k=([a-z0-9]+);\\s*p=([A-Za-z0-9+/]+={0,2})");

  /** What comes before the 32 bytes of an Ed25519 key in X.509 (RFC 8410). */
  private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final int ED25519_BYTES = 32;
  private static final int P384_BYTES = 49;

  /** Refuses what is no point of it; Java reads no compressed points. */
  private static final ECCurve P384 = new SecP384R1Curve();

  /** The key as text, the same for the same key. */
  String id() {
    return algorithm + ' ' + Base64.getEncoder().encodeToString(key.getEncoded());
  }

  /** The key that a TXT record or a line of a file holds; empty where it holds none. */
  static Optional<ProofKey> of(String text) {
    Matcher matcher = RECORD.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(matcher.group(2));
      return switch (matcher.group(1)) {
        case "ed25519" ->
            bytes.length == ED25519_BYTES ? Optional.of(ed25519(bytes)) : Optional.empty();
        case "ecdsap384" ->
            bytes.length == P384_BYTES ? Optional.of(p384(bytes)) : Optional.empty();
        default -> Optional.empty();
      };
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static ProofKey ed25519(byte[] bytes) throws GeneralSecurityException {
    byte[] encoded =
        ByteBuffer.allocate(ED25519_PREFIX.length + ED25519_BYTES)
            .put(ED25519_PREFIX)
            .put(bytes)
            .array();
    return new ProofKey(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)),
        "Ed25519");
  }

  private static ProofKey p384(byte[] bytes) throws GeneralSecurityException {
    ECPoint point = P384.decodePoint(bytes);
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp384r1"));
    return new ProofKey(
        KeyFactory.getInstance("EC")
            .generatePublic(
                new ECPublicKeySpec(
                    new java.security.spec.ECPoint(
                        point.getAffineXCoord().toBigInteger(),
                        point.getAffineYCoord().toBigInteger()),
                    parameters.getParameterSpec(ECParameterSpec.class))),
        "SHA384withECDSAinP1363Format");
  }

  /** Whether the text is meant as a key for registries, whether or not it can be used as one. */
  static boolean isMeant(String text) {
    return text.strip().startsWith(START);
  }

  /** What tells it from other keys: its kind, and the first characters that are published. */
  String fingerprint() {
    byte[] encoded = key.getEncoded();
    byte[] raw = Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length);
    String kind = "ed25519:";
    if (key instanceof ECPublicKey point) {
      kind = "ecdsap384:";
      raw = P384.createPoint(point.getW().getAffineX(), point.getW().getAffineY()).getEncoded(true);
    }
    return kind + Base64.getEncoder().encodeToString(raw).substring(0, FINGERPRINT);
  }

  /**
   * Whether it made the signature. Of P-384, mcp-publisher joins r and s without their leading
   * zeros, so that every way to part a signature that is a little too short is tried.
   */
  boolean made(byte[] signature, byte[] message) {
    int missing = 2 * COORDINATE - signature.length;
    if (!(key instanceof ECPublicKey) || missing <= 0 || missing > MOST_MISSING) {
      return madeExactly(signature, message);
    }
    return IntStream.rangeClosed(COORDINATE - missing, COORDINATE)
        .anyMatch(length -> madeExactly(padded(signature, length), message));
  }

  private static byte[] padded(byte[] signature, int length) {
    byte[] whole = new byte[2 * COORDINATE];
    System.arraycopy(signature, 0, whole, COORDINATE - length, length);
    int rest = signature.length - length;
    System.arraycopy(signature, length, whole, 2 * COORDINATE - rest, rest);
    return whole;
  }

  private boolean madeExactly(byte[] signature, byte[] message) {
    try {
      Signature verifying = Signature.getInstance(algorithm);
      verifying.initVerify(key);
      verifying.update(message);
      return verifying.verify(signature);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }
}
