package dev.cartulary.crypto;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The written forms: {@code <form>.<key id>.<base64url>}. A later form gets another name. */
enum SealedText {
  /** A value under a data key. */
  VALUE("c1"),
  /** A data key under a master key. */
  WRAPPED_KEY("w1");

  /**
   * A text taken apart.
   *
   * @param keyId the data key that it is under or, wrapped, that it is
   */
  record Parts(String keyId, byte[] sealed) {}

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final String form;
  private final Pattern pattern;

  SealedText(String form) {
    this.form = form;
    this.pattern = Pattern.compile(form + "\\.([0-9a-f]{16})\\.([A-Za-z0-9_-]+)");
  }

  String write(String keyId, byte[] sealed) {
    return form + "." + keyId + "." + ENCODER.encodeToString(sealed);
  }

  /** Empty where the text is not of this form. */
  Optional<Parts> read(String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Parts(matcher.group(1), Base64.getUrlDecoder().decode(matcher.group(2))));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
