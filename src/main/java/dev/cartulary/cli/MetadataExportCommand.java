package dev.cartulary.cli;

import dev.cartulary.metadata.FileFormat;
import dev.cartulary.metadata.MetadataExport;
import dev.cartulary.metadata.MetadataItem;
import dev.cartulary.metadata.MetadataOwner;
import java.io.IOException;
import java.nio.file.Path;
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
      description = "json or env; by default what the output file's name says, else json.")
  @Nullable FileFormat format;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where to write; standard output without it. Only you can read the file.")
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
        OutputFile.write(output, writer -> MetadataExport.write(items, form, writer));
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
    if (reveal) {
      return service.allRevealed(of);
    }
    return service
        .all(of, "")
        .peek(item -> leftOut.addAndGet(isWritten(item) ? 0 : 1))
        .filter(this::isWritten);
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
}
