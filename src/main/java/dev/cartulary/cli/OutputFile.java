package dev.cartulary.cli;

import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The file of an {@code --output}. Only this user can read it. */
final class OutputFile {

  /** Writes the file's content. */
  interface Content {
    void to(OutputStream output) throws IOException;
  }

  private OutputFile() {}

  /** The same with text, in UTF-8. */
  static void write(Path file, MetadataArguments.Printing content) throws IOException {
    writeBytes(
        file,
        output -> {
          PrintWriter writer =
              new PrintWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8), false);
          content.to(writer);
          if (writer.checkError()) { // flushes
            throw new IOException("the file cannot be written as a whole");
          }
        });
  }

  /** Puts the file in place when it is whole, so that a failure leaves the old one as it was. */
  static void writeBytes(Path given, Content content) throws IOException {
    Path file = given.toAbsolutePath();
    Path directory = file.getParent();
    if (directory == null || !Files.isDirectory(directory) || Files.isDirectory(file)) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST,
          "--output " + file + ": give the path of a file in a directory that exists");
    }
    Path part = Files.createTempFile(directory, ".cartulary-export-", ".part"); // mode 0600
    try {
      try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(part))) {
        content.to(output);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
