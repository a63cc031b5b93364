package dev.cartulary.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** The content coding gzip, for bodies that are finished before they are sent (RFC 9110, 8.4). */
public final class GzipCoding {

  /** The name of the coding. */
  public static final String NAME = "gzip";

  /** The name of the coding that changes nothing. */
  public static final String IDENTITY = "identity";

  /** In bytes: what is smaller would hardly become smaller still. */
  private static final int SMALLEST = 256;

  private static final double NOT_SAID = -1;

  private GzipCoding() {}

  /** Whether it is worth it. */
  public static boolean pays(int bytes) {
    return bytes >= SMALLEST;
  }

  /** The body in this coding. */
  public static byte[] pack(byte[] body) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length / 4 + SMALLEST);
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every byte", e);
    }
    return packed.toByteArray();
  }

  /**
   * Whether a client takes it, and does not like the plain body better (RFC 9110, 12.5.3).
   *
   * @param lines the values of {@code Accept-Encoding}
   */
  public static boolean isAccepted(List<String> lines) {
    double gzip = NOT_SAID;
    double identity = NOT_SAID;
    double any = NOT_SAID;
    for (String line : lines) {
      for (String item : line.toLowerCase(Locale.ROOT).split(",", -1)) {
        String[] parts = item.split(";", -1);
        switch (parts[0].strip()) {
          case NAME, "x-gzip" -> gzip = Math.max(gzip, weight(parts));
          case IDENTITY -> identity = Math.max(identity, weight(parts));
          case "*" -> any = Math.max(any, weight(parts));
          default -> {
            // A coding that is not spoken here.
          }
        }
      }
    }
    double wanted = gzip == NOT_SAID ? any : gzip;
    return wanted > 0 && wanted >= identity;
  }

  /** A weight that cannot be read refuses the coding: the plain body is always right. */
  private static double weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("q=")) {
        String value = parameter.substring(2).strip();
        return value.matches("[01](\\.[0-9]{0,3})?") ? Double.parseDouble(value) : 0;
      }
    }
    return 1;
  }
}
