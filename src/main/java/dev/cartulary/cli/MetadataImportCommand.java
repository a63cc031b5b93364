package dev.cartulary.cli;

import dev.cartulary.database.TableStatistics;
import dev.cartulary.metadata.FileFormat;
import dev.cartulary.metadata.MetadataChange;
import dev.cartulary.metadata.MetadataImport;
import dev.cartulary.metadata.MetadataOwner;
import dev.cartulary.problem.ProblemException;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cartulary metadata import}. */
@Command(
    name = "import",
    description = {
      "Set every item of a file, all or none.",
      "json: one object of key and text. env: KEY=VALUE lines, as in a .env file."
    })
class MetadataImportCommand extends MetadataTask {

  @Option(
      names = "--file",
      required = true,
      paramLabel = "FILE",
      description = "The file; - is standard input.")
  String file;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "json or env; by default what the file's name says.")
  @Nullable FileFormat format;

  @Option(names = "--dry-run", description = "Check the file and say what would be done.")
  boolean dryRun;

  @Inject TableStatistics statistics;

  @Override
  int run(MetadataOwner of) {
    FileFormat form = MetadataArguments.format(spec, format, file);
    String text = MetadataArguments.read(spec, file);
    List<MetadataChange> changes;
    try {
      changes = MetadataImport.read(file, text, form);
    } catch (ProblemException problem) {
      return refused(problem);
    }
    int created = dryRun ? missing(of, changes) : writer.write(of, changes).created().size();
    if (!dryRun) {
      statistics.changed(changes.size(), "metadata");
    }
    out()
        .printf(
            "%s %d items: %d new, %d replaced%n",
            dryRun ? "would import" : "imported",
            changes.size(),
            created,
            changes.size() - created);
    return ExitCode.DONE;
  }

  private int refused(ProblemException problem) {
    problem
        .errors()
        .forEach(error -> err().println("cartulary: " + error.field() + ": " + error.message()));
    err().println("cartulary: nothing was imported");
    return ExitCode.FAILED;
  }

  private int missing(MetadataOwner of, List<MetadataChange> changes) {
    return changes.size()
        - service.existing(of, changes.stream().map(MetadataChange::key).toList()).size();
  }
}
