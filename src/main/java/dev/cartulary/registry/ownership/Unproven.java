package dev.cartulary.registry.ownership;

/**
 * A package does not prove that it belongs to the server; the message says why, for the publisher.
 */
final class Unproven extends Exception {

  private static final long serialVersionUID = 1L;

  Unproven(String message) {
    super(message);
  }
}
