package dev.cartulary.token;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A question for the TXT records of a name, and what is in the answer (RFC 1035, section 4).
 *
 * @param id by which the answer is known, 0 to 65535
 * @param name without a dot at its end
 */
record DnsQuery(int id, String name) {

  /** What may come in one datagram, which the question says too (RFC 6891). */
  static final int LARGEST_DATAGRAM = 1232;

  private static final int HEADER = 12;
  private static final int TYPE_TXT = 16;
  private static final int TYPE_OPT = 41;
  private static final int CLASS_INTERNET = 1;
  private static final int RECURSION_DESIRED = 0x0100;
  private static final int ANSWER = 0x8000;
  private static final int TRUNCATED = 0x0200;
  private static final int NO_SUCH_NAME = 3;
  private static final int POINTER = 0xc0;

  byte[] bytes() {
    byte[] question = question();
    return ByteBuffer.allocate(HEADER + question.length + 11)
        .putShort((short) id)
        .putShort((short) RECURSION_DESIRED)
        .putShort((short) 1) // questions
        .putShort((short) 0) // answers
        .putShort((short) 0) // authorities
        .putShort((short) 1) // the OPT record
        .put(question)
        .put((byte) 0) // the OPT record belongs to the root
        .putShort((short) TYPE_OPT)
        .putShort((short) LARGEST_DATAGRAM)
        .putInt(0)
        .putShort((short) 0)
        .array();
  }

  private byte[] question() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String label : name.split("\\.", -1)) {
      bytes.write(label.length());
      bytes.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
    }
    bytes.writeBytes(new byte[] {0, 0, TYPE_TXT, 0, CLASS_INTERNET});
    return bytes.toByteArray();
  }

  /** Whether these bytes answer this question, and no other one. */
  boolean isAnsweredBy(ByteBuffer answer) {
    byte[] question = question();
    if (answer.limit() < HEADER + question.length
        || (answer.getShort(0) & 0xffff) != id
        || (answer.getShort(2) & ANSWER) == 0
        || answer.getShort(4) != 1) {
      return false;
    }
    byte[] repeated = new byte[question.length];
    answer.get(HEADER, repeated);
    return new String(repeated, StandardCharsets.ISO_8859_1)
        .equalsIgnoreCase(new String(question, StandardCharsets.ISO_8859_1));
  }

  /** Whether there is more than the answer has room for. */
  static boolean isTruncated(ByteBuffer answer) {
    return (answer.getShort(2) & TRUNCATED) != 0;
  }

  /**
   * The texts in an answer to this question, each joined from its parts. Those of an alias count,
   * as the server has followed it.
   *
   * @throws IOException where the server could not find out, or the answer is malformed
   */
  List<String> texts(ByteBuffer answer) throws IOException {
    int code = answer.getShort(2) & 0xf;
    if (code == NO_SUCH_NAME) {
      return List.of();
    }
    if (code != 0) {
      throw new IOException("it answers with error " + code);
    }
    try {
      List<String> texts = new ArrayList<>();
      answer.position(HEADER + question().length);
      for (int left = answer.getShort(6) & 0xffff; left > 0; left--) {
        skipName(answer);
        int type = answer.getShort() & 0xffff;
        answer.position(answer.position() + 6); // class and time to live
        int length = answer.getShort() & 0xffff;
        int end = answer.position() + length;
        if (type == TYPE_TXT) {
          texts.add(text(answer, end));
        }
        answer.position(end);
      }
      return texts;
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new IOException("its answer is malformed", e);
    }
  }

  private static void skipName(ByteBuffer answer) {
    for (int length = answer.get() & 0xff; length != 0; length = answer.get() & 0xff) {
      if ((length & POINTER) == POINTER) {
        answer.get();
        return;
      }
      answer.position(answer.position() + length);
    }
  }

  private static String text(ByteBuffer answer, int end) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    while (answer.position() < end) {
      byte[] part = new byte[answer.get() & 0xff];
      answer.get(part);
      text.writeBytes(part);
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
