package dev.cartulary.audit;

import java.io.IOException;

/** Standard output. */
final class SinkStdout implements SinkTarget {

  @Override
  public void write(byte[] line) throws IOException {
    System.out.write(line, 0, line.length);
    if (System.out.checkError()) { // flushes
      throw new IOException("standard output is closed or full");
    }
  }
}
