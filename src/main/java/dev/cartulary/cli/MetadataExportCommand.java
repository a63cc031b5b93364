package dev.cartulary.cli;

import dev.cartulary.metadata.FileFormat;
import dev.cartulary.metadata.MetadataExport;
import dev.cartulary.metadata.MetadataItem;
import dev.cartulary.metadata.MetadataOwner;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cartulary metadata export}. */
@Command(
    name = "export",
    description =
        "Write an owner's items so that import gives back exactly the same, the encrypted ones too with"
            + " --reveal.")
class MetadataExportCommand extends MetadataTask {

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "json or env; without it the output file's name tells, else it is json.")
  @Nullable FileFormat format;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "Where to write; standard output without it. Others than you cannot read the file.")
  @Nullable Path output;

  @Option(
      names = "--reveal",
      description = "Write encrypted values too, in clear; without it they are left out.")
  boolean reveal;

  @Override
  int run(MetadataOwner of) throws IOException {
    FileFormat form = form();
    if (form == FileFormat.ENV) {
      // Read twice rather than leave half of an export behind.
      try (Stream<MetadataItem> items = service.all(of, "").filter(this::isWritten)) {
        MetadataExport.checkEnvironmentNames(items);
      }
    }
    AtomicLong leftOut = new AtomicLong();
    try (Stream<MetadataItem> items = items(of, leftOut)) {
      if (output == null) {
        MetadataArguments.print(spec, writer -> MetadataExport.write(items, form, writer));
      } else {
        write(items, form, output.toAbsolutePath());
      }
    }
    if (leftOut.get() > 0) {
      err()
          .println(
              "cartulary: encrypted items left out: " + leftOut + "; add --reveal to write them");
    }
    return ExitCode.DONE;
  }

  private Stream<MetadataItem> items(MetadataOwner of, AtomicLong leftOut) {
    return service
        .all(of, "")
        .peek(item -> leftOut.addAndGet(isWritten(item) ? 0 : 1))
        .filter(this::isWritten)
        .map(service::revealed);
  }

  private boolean isWritten(MetadataItem item) {
    return reveal || !item.state().encrypted();
  }

  private FileFormat form() {
    if (format != null) {
      return format;
    }
    return output == null
        ? FileFormat.JSON
        : FileFormat.ofName(output.toString()).orElse(FileFormat.JSON);
  }

  /** Puts the file in place when it is whole, so that a failure leaves the old one as it was. */
  private static void write(Stream<MetadataItem> items, FileFormat form, Path file)
      throws IOException {
    Path directory = file.getParent();
    if (directory == null || !Files.isDirectory(directory) || Files.isDirectory(file)) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST,
          "--output " + file + ": give the path of a file in a directory that exists");
    }
    Path part = Files.createTempFile(directory, ".cartulary-export-", ".part");
    try {
      try (Writer writer = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
        MetadataExport.write(items, form, writer);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
