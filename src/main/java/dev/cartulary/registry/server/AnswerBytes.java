package dev.cartulary.registry.server;

import dev.cartulary.http.GzipCoding;
import org.jspecify.annotations.Nullable;

/** The body of an answer as it is sent, plain and, once somebody has asked for it, packed. */
final class AnswerBytes {

  private final String tag;
  private final byte[] plain;
  private final byte @Nullable [] packed;

  private AnswerBytes(String tag, byte[] plain, byte @Nullable [] packed) {
    this.tag = tag;
    this.plain = plain;
    this.packed = packed;
  }

  /**
   * An answer that is not packed yet.
   *
   * @param tag the opaque tag of its state, without quotes; both forms have the same one, which is
   *     weak therefore (RFC 9110, 8.8.3.3)
   * @param plain not to be changed any more
   */
  static AnswerBytes of(String tag, byte[] plain) {
    return new AnswerBytes(tag, plain, null);
  }

  String tag() {
    return tag;
  }

  /** The same answer with its packed form, where that pays. */
  AnswerBytes packed() {
    return hasForm(true) ? this : new AnswerBytes(tag, plain, GzipCoding.pack(plain));
  }

  /** Whether it can be sent as it is to a client that takes gzip, or does not. */
  boolean hasForm(boolean gzip) {
    return !gzip || packed != null || !GzipCoding.pays(plain.length);
  }

  /** One way to send it. */
  static final class Form {

    private final byte[] bytes;
    private final String coding;

    private Form(byte[] bytes, String coding) {
      this.bytes = bytes;
      this.coding = coding;
    }

    byte[] bytes() {
      return bytes;
    }

    /** The content coding that the bytes are in. */
    String coding() {
      return coding;
    }
  }

  /** The form for a client that takes gzip, or does not; plain where there is no other one. */
  Form form(boolean gzip) {
    return gzip && packed != null
        ? new Form(packed, GzipCoding.NAME)
        : new Form(plain, GzipCoding.IDENTITY);
  }

  /** How many bytes both forms have. */
  int size() {
    return plain.length + (packed == null ? 0 : packed.length);
  }
}
