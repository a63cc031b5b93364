package dev.cartulary.cli;

import dev.cartulary.metadata.FileFormat;
import dev.cartulary.metadata.MetadataKey;
import dev.cartulary.metadata.MetadataOwner;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What the metadata commands take and print, read and written in one way. */
final class MetadataArguments {

  /** Writes results. */
  interface Printing {
    void to(PrintWriter writer) throws IOException;
  }

  private MetadataArguments() {}

  static MetadataOwner owner(CommandSpec spec, String text) {
    return usage(spec, text, MetadataOwner::new);
  }

  static MetadataKey key(CommandSpec spec, String text) {
    return usage(spec, text, MetadataKey::new);
  }

  private static <T> T usage(CommandSpec spec, String text, Function<String, T> constructor) {
    try {
      return constructor.apply(text);
    } catch (ProblemException problem) {
      throw new ParameterException(spec.commandLine(), problem.detail(), problem);
    }
  }

  static String missing(MetadataOwner owner, String key) {
    return "cartulary: " + owner + " has no item with the key " + key;
  }

  /** The format that was asked for, else the one that the file's name promises. */
  static FileFormat format(CommandSpec spec, @Nullable FileFormat format, String file) {
    if (format != null) {
      return format;
    }
    return FileFormat.ofName(file)
        .orElseThrow(() ->
            new ParameterException(
                spec.commandLine(),
                "the name " + file + " does not tell the format; add --format json or env"));
  }

  /** The whole text of a file; {@code -} is standard input. */
  static String read(CommandSpec spec, String file) {
    byte[] bytes;
    try {
      bytes = "-".equals(file) ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
    } catch (InvalidPathException e) {
      throw new ParameterException(spec.commandLine(), file + " is no path of a file", e);
    } catch (IOException e) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST, file + " cannot be read: " + reason(Path.of(file)), e);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
    } catch (CharacterCodingException e) {
      // The decoder stops in front of the first byte that is wrong.
      long line = 1;
      for (int i = 0; i < buffer.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      throw new ProblemException(
          ProblemType.INVALID_REQUEST, file + " line " + line + ": is not UTF-8 text", e);
    }
  }

  private static String reason(Path path) {
    if (Files.isDirectory(path)) {
      return "it is a directory";
    }
    return Files.exists(path) ? "its permissions or its disk refuse" : "there is no such file";
  }

  /**
   * Prints to standard output in UTF-8, whatever the locale, so that values come out as they are.
   */
  static void print(CommandSpec spec, Printing printing) {
    spec.commandLine().getOut().flush();
    PrintWriter writer =
        new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), false);
    try {
      printing.to(writer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (writer.checkError()) { // flushes; a full disk or a closed pipe is no success
      throw new ProblemException(
          ProblemType.INTERNAL_ERROR, "the result cannot be written to standard output");
    }
  }
}
