package dev.cartulary.key;

/**
 * Whether encrypted values can be read and written.
 *
 * @param stage how far it is
 * @param reason a sentence, with what fixes it where something is wrong
 */
record KeyState(Stage stage, String reason) {

  /** How far the keys are opened. */
  enum Stage {
    /** The schema, or the derivation of the master key, is not there yet. */
    OPENING,
    OPEN,
    /** The master key does not open the data keys. */
    WRONG_MASTER_KEY
  }

  static final KeyState OPENING =
      new KeyState(Stage.OPENING, "The encryption keys are being opened.");
  static final KeyState OPEN = new KeyState(Stage.OPEN, "The encryption keys are open.");
}
