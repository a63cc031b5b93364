package dev.cartulary.http;

/** The body of an answer, as the bytes that are sent. */
public final class ReadyBody {

  private final byte[] bytes;

  /**
   * That of these bytes.
   *
   * @param bytes not to be changed any more
   */
  public ReadyBody(byte[] bytes) {
    this.bytes = bytes;
  }

  byte[] bytes() {
    return bytes;
  }
}
