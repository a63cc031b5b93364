package dev.cartulary.source.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;

/**
 * Text on its way to a parser, of which the last part is kept, so that what the parser has read can
 * be had as it was written. Places in it are counted in characters from its beginning.
 */
final class TextWindow extends Reader {

  /**
   * The most characters that are kept. An entry has at most a million, but those between its tokens
   * count here too.
   */
  static final int MOST_KEPT = 16 * 1024 * 1024;

  private static final int MOST_BLANK = 64 * 1024;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final BufferedReader source;
  private final StringBuilder kept = new StringBuilder();

  /** The place of the first character that is kept. */
  private long first;

  /**
   * A window over UTF-8.
   *
   * @throws IOException where it cannot be read; {@link java.nio.charset.CharacterCodingException},
   *     as every other read, where it is not UTF-8
   */
  TextWindow(InputStream bytes) throws IOException {
    source = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()));
    // Editors on Windows put a byte order mark in front; RFC 8259 lets a parser ignore it.
    source.mark(1);
    if (source.read() != BYTE_ORDER_MARK) {
      source.reset();
    }
  }

  /** A window over text. */
  TextWindow(String text) {
    source = new BufferedReader(new StringReader(text));
  }

  /**
   * The first character that is not blank; -1 where there is none. Nothing is taken from the text.
   */
  int firstCharacter() throws IOException {
    source.mark(MOST_BLANK);
    int next = source.read();
    for (int i = 1; i < MOST_BLANK && next >= 0 && Character.isWhitespace(next); i++) {
      next = source.read();
    }
    source.reset();
    return next;
  }

  /**
   * All text that has not been read.
   *
   * @throws IOException where it is longer than a text may be that is not read in parts
   */
  String rest() throws IOException {
    StringBuilder rest = new StringBuilder();
    char[] part = new char[8192];
    for (int count = source.read(part); count >= 0; count = source.read(part)) {
      rest.append(part, 0, count);
      if (rest.length() > CatalogReader.LARGEST) {
        throw new IOException("YAML is read up to 64 MiB; JSON of any size");
      }
    }
    return rest.toString();
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    int count = source.read(into, offset, length);
    if (count > 0) {
      kept.append(into, offset, count);
      if (kept.length() > MOST_KEPT) {
        throw new IOException("an entry, or what stands beside the entries, is larger than 16 MiB");
      }
    }
    return count;
  }

  /** Forgets what stands before a place. */
  void dropBefore(long place) {
    int count = Math.toIntExact(place - first);
    kept.delete(0, count);
    first = place;
  }

  /** All text that is kept. */
  String kept() {
    return kept.toString();
  }

  /** The text between two places, both of which were read and not dropped. */
  String kept(long from, long to) {
    return kept.substring(Math.toIntExact(from - first), Math.toIntExact(to - first));
  }

  /** Leaves the bytes open: they belong to who gave them. */
  @Override
  public void close() {}
}
