package dev.cartulary.crypto;

/** An encrypted text does not open; the message says why and holds nothing secret. */
public final class Undecipherable extends Exception {

  private static final long serialVersionUID = 1L;

  Undecipherable(String reason) {
    super(reason);
  }
}
