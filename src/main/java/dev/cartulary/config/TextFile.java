package dev.cartulary.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A small UTF-8 file read whole, or the reason why it could not be.
 *
 * @param text the content; null when there is a problem
 * @param problem what is wrong with the file, as a clause; null when there is a text
 * @param fix what to do about it, as a clause; empty when there is a text
 */
public record TextFile(@Nullable String text, @Nullable String problem, String fix) {
  private static final int LARGEST = 4 * 1024 * 1024;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Reads a file of at most 4 MiB, without a byte order mark in front; never throws. */
  public static TextFile read(Path file) {
    if (!Files.exists(file)) {
      return wrong("there is no such file", "Correct the path or create the file");
    }
    if (Files.isDirectory(file)) {
      return wrong("it is a directory", "Give the path of a file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        return wrong("it is larger than 4 MiB", "Give the right file");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new TextFile(withoutMark(text), null, "");
    } catch (CharacterCodingException e) {
      return wrong("it is not UTF-8 text", "Save it as UTF-8");
    } catch (IOException e) {
      return wrong("it cannot be read", "Let the user that runs Cartulary read it");
    }
  }

  /**
   * The text without its last line end and without a byte order mark in front: editors and "echo"
   * put them around a password.
   */
  public static String withoutLineEnd(String text) {
    return withoutMark(text).replaceFirst("\\r?\\n\\z", "");
  }

  private static String withoutMark(String text) {
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  private static TextFile wrong(String problem, String fix) {
    return new TextFile(null, problem, fix);
  }

  @Override
  public String toString() {
    return problem == null ? "a text file" : problem;
  }
}
