package dev.cartulary.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which build of Cartulary this is. Read when the class is initialized, which for the executable is
 * while it is built.
 *
 * @param version the version of the release, or of the one to come with {@code -SNAPSHOT}
 * @param commit the abbreviated id of the commit; "unknown" without a Git checkout
 * @param time when it was committed or built, in UTC; "unknown" without a Git checkout
 */
public record Build(String version, String commit, String time) {

  /** This build. */
  public static final Build THIS = read();

  private static Build read() {
    Properties properties = new Properties();
    try (InputStream in = Build.class.getResourceAsStream("build.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Build(
        properties.getProperty("version", "unknown"),
        properties.getProperty("commit", "unknown"),
        properties.getProperty("time", "unknown"));
  }
}
