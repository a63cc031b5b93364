package dev.cartulary.audit;

import java.io.IOException;

/** Where AUDIT_LOG's lines go. */
interface SinkTarget {

  /** Writes the line as a whole, or throws. */
  void write(byte[] line) throws IOException;
}
