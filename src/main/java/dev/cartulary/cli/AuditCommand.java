package dev.cartulary.cli;

import dev.cartulary.audit.AuditCheckpoint;
import dev.cartulary.audit.AuditExpectation;
import dev.cartulary.audit.AuditFilter;
import dev.cartulary.audit.AuditHead;
import dev.cartulary.audit.AuditReader;
import dev.cartulary.audit.AuditRemoval;
import dev.cartulary.audit.AuditVerification;
import dev.cartulary.problem.ProblemException;
import jakarta.inject.Inject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code cartulary audit}. */
@Command(name = "audit", description = "Check and export the audit log: who did what.")
class AuditCommand implements CommandGroup {

  @Override
  public List<Class<?>> commands() {
    return List.of(AuditCommand.Verify.class, AuditCommand.Export.class);
  }

  /** {@code cartulary audit verify}. */
  @Command(
      name = "verify",
      description = {
        "Look whether somebody has tampered with the audit log. Servers may run meanwhile.",
        "Exit code 1, with the first broken row named, where that is so."
      })
  static class Verify extends SchemaTask {

    @Option(
        names = "--expect",
        paramLabel = "SEQUENCE:HASH",
        description =
            "A head that an earlier run has printed, kept away from the database; may be given"
                + " several times.")
    List<String> expected = new ArrayList<>();

    @Option(
        names = "--expect-first",
        paramLabel = "SEQUENCE:HASH",
        description =
            "The row that the log must begin with, as an earlier run has printed it: nothing was"
                + " removed since.")
    @Nullable String expectedFirst;

    @Option(
        names = "--checkpoint",
        paramLabel = "FILE|URL",
        description =
            "Checkpoints that were kept away from the database: one, or lines of AUDIT_LOG. The log"
                + " must have each of them; may be given several times.")
    List<String> kept = new ArrayList<>();

    @Option(
        names = "--accept-key",
        paramLabel = "KEY",
        description =
            "A key whose checkpoints count although it does not open under the master key: the"
                + " database was moved, or the key lost; may be given several times.")
    List<String> acceptedKeys = new ArrayList<>();

    @Inject AuditVerification verification;

    @Override
    void checkArguments() {
      places();
      first();
    }

    private List<AuditHead> places() {
      return expected.stream().map(text -> place("--expect", text)).toList();
    }

    private Optional<AuditHead> first() {
      return Optional.ofNullable(expectedFirst).map(text -> place("--expect-first", text));
    }

    private AuditHead place(String option, String text) {
      return AuditHead.parse(text)
          .orElseThrow(() ->
              new ParameterException(
                  spec.commandLine(),
                  option
                      + " "
                      + text
                      + ": write SEQUENCE:HASH as `cartulary audit verify` prints it, with 64"
                      + " hexadecimal digits in lower case"));
    }

    @Override
    int run() throws IOException {
      List<AuditCheckpoint> checkpoints = new ArrayList<>();
      for (String place : kept) {
        checkpoints.addAll(KeptCheckpoints.read(place));
      }
      AuditVerification.Report report =
          verification.verify(
              new AuditExpectation(places(), first(), checkpoints, Set.copyOf(acceptedKeys)));
      if (report.fault().isPresent()) {
        err().println("cartulary: the audit log is broken: " + report.fault().get().sentence());
        return ExitCode.FAILED;
      }
      out().println("unbroken, rows: " + report.rows());
      out().println("first: " + report.first());
      report.removals().forEach(removal -> out().println(sentence(removal)));
      sentences(report, checkpoints.size()).forEach(out()::println);
      out().println("head: " + report.end());
      return ExitCode.DONE;
    }
  }

  /** What the checkpoints say, and what is not sealed. */
  private static List<String> sentences(AuditVerification.Report report, int kept) {
    AuditVerification.Proof proof = report.proof();
    List<String> lines = new ArrayList<>();
    lines.add(
        "checkpoints: "
            + proof.count()
            + proof
                .newestSigned()
                .map(it -> ", the newest signed one of row " + it.size() + " at " + it.time())
                .orElse(", none is signed"));
    if (proof.unsigned() > 0) {
      lines.add("not signed: " + proof.unsigned() + " of the checkpoints");
    }
    if (proof.unchecked() > 0) {
      lines.add(
          "not checked: whose keys signed, since the encryption keys do not open; see `cartulary"
              + " key status`");
    }
    long covered = proof.newestSigned().map(AuditCheckpoint::size).orElse(0L);
    if (covered < report.end().sequence()) {
      lines.add("not signed: the rows from " + (covered + 1) + " on");
    }
    if (kept > 0) {
      lines.add(
          "kept checkpoints: "
              + kept
              + ", compared with the log: "
              + (kept - proof.keptOlder())
              + (proof.keptOlder() > 0 ? "; the others are older than its first row" : ""));
    }
    proof.newestSigned().map(AuditCheckpoint::line).ifPresent(lines::add);
    if (report.pending() > 0) {
      lines.add("not sealed yet: " + report.pending() + " events");
    }
    return lines;
  }

  private static String sentence(AuditRemoval removal) {
    return "removed: rows up to "
        + removal.lastRemoved().sequence()
        + ", older than "
        + removal.olderThan()
        + ", by "
        + removal.by()
        + " at "
        + removal.at()
        + " (row "
        + removal.notedBy()
        + ")";
  }

  /** {@code cartulary audit export}. */
  @Command(name = "export", description = "Write the rows that match, oldest first, as JSON lines.")
  static class Export extends SchemaTask {

    @Option(names = "--action", paramLabel = "ACTION", description = "Such as metadata_write.")
    @Nullable String action;

    @Option(
        names = "--actor",
        paramLabel = "ACTOR",
        description = "The id or the name of who did it.")
    @Nullable String actor;

    @Option(
        names = "--target-type",
        paramLabel = "TYPE",
        description = "What kind of thing it was done to, such as metadata.")
    @Nullable String targetType;

    @Option(names = "--target-id", paramLabel = "ID", description = "Which one it was done to.")
    @Nullable String targetId;

    @Option(names = "--outcome", paramLabel = "OUTCOME", description = "success or denied.")
    @Nullable String outcome;

    @Option(
        names = "--from",
        paramLabel = "TIME",
        description = "The first point in time, such as 2026-01-31T08:30:00Z.")
    @Nullable String from;

    @Option(
        names = "--to",
        paramLabel = "TIME",
        description = "The point in time in front of which to end.")
    @Nullable String to;

    @Option(
        names = "--output",
        paramLabel = "FILE",
        description = "Where to write; standard output without it. Only you can read the file.")
    @Nullable Path output;

    @Inject AuditReader reader;

    @Override
    void checkArguments() {
      filter();
    }

    private AuditFilter filter() {
      try {
        return AuditFilter.read(this::given);
      } catch (ProblemException wrong) {
        throw new ParameterException(spec.commandLine(), "--" + wrong.detail(), wrong);
      }
    }

    private @Nullable String given(String field) {
      return switch (field) {
        case "action" -> action;
        case "actor" -> actor;
        case "targetType" -> targetType;
        case "targetId" -> targetId;
        case "outcome" -> outcome;
        case "from" -> from;
        case "to" -> to;
        default -> throw new IllegalArgumentException(field);
      };
    }

    @Override
    int run() throws IOException {
      AuditFilter filter = filter();
      reader.noteExport(filter);
      if (output != null) {
        OutputFile.writeBytes(output, file -> reader.export(filter, file));
        return ExitCode.DONE;
      }
      out().flush();
      OutputStream buffered = new BufferedOutputStream(System.out);
      reader.export(filter, buffered);
      buffered.flush();
      if (System.out.checkError()) {
        throw new IOException("the export cannot be written to standard output");
      }
      return ExitCode.DONE;
    }
  }
}
