package dev.cartulary.cli;

import dev.cartulary.config.Finding;
import dev.cartulary.config.Settings;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.database.url.CanonicalUrl;
import dev.cartulary.key.FormerKey;
import dev.cartulary.key.KeyRotation;
import dev.cartulary.key.KeySettings;
import dev.cartulary.key.RecoveryCopy;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code cartulary key}. */
@Command(name = "key", description = "Look at the encryption keys, and change them.")
class KeyCommand implements CommandGroup {

  @Override
  public List<Class<?>> commands() {
    return List.of(
        KeyCommand.Status.class,
        KeyCommand.Rewrap.class,
        KeyCommand.Rotate.class,
        KeyCommand.ExportRecovery.class);
  }

  /** {@code cartulary key status}. */
  @Command(
      name = "status",
      description = {
        "Print the data keys, how many values each one encrypts, and whether the master key in"
            + " force opens them.",
        "Exit code 1 where it does not."
      })
  static class Status extends KeyTask {

    @Override
    int run() {
      KeyRotation.Status status = rotation.status();
      out()
          .println(
              "master key: " + status.origin() + (status.opens() ? ", fits" : ", DOES NOT FIT"));
      for (KeyRotation.KeyLine key : status.keys()) {
        out()
            .println(
                "data key:   "
                    + key.id()
                    + (key.active() ? "  active   " : "  retired  ")
                    + InstantMicros.format(key.createdAt())
                    + "  values: "
                    + key.values());
      }
      if (!status.opens()) {
        err().println("cartulary: " + status.reason());
      }
      return status.opens() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  /** {@code cartulary key rewrap}. */
  @Command(
      name = "rewrap",
      description = {
        "Put the data keys under the master key in force, in one transaction; the values stay as"
            + " they are.",
        "To be run after ENCRYPTION_KEY or, without one, the database URL was changed."
      })
  static class Rewrap extends KeyTask {

    @ArgGroup(multiplicity = "1")
    Former former;

    @Option(
        names = "--passphrase-file",
        paramLabel = "FILE",
        description = "The passphrase of --recovery-file; - is standard input.")
    @Nullable String passphraseFile;

    @Option(names = "--dry-run", description = "Say whether it would work, and change nothing.")
    boolean dryRun;

    @Inject Settings settings;

    /** What opens the data keys now. */
    static class Former {
      @Option(
          names = "--old-database-url",
          paramLabel = "URL",
          description =
              "The URL that was in force when no ENCRYPTION_KEY was set; without its password, which"
                  + " does not count.")
      @Nullable String databaseUrl;

      @Option(
          names = "--old-key-file",
          paramLabel = "FILE",
          description = "A file with the ENCRYPTION_KEY that was in force.")
      @Nullable Path keyFile;

      @Option(
          names = "--recovery-file",
          paramLabel = "FILE",
          description = "A copy that `key export-recovery` has written.")
      @Nullable String recoveryFile;
    }

    @Override
    int run() {
      int count = rotation.rewrap(former(), dryRun);
      if (count == 0) {
        out().println("The data keys are under the master key in force already.");
      } else {
        out()
            .println(
                (dryRun ? "would rewrap " : "rewrapped ")
                    + count
                    + (count == 1 ? " data key" : " data keys"));
      }
      return ExitCode.DONE;
    }

    private FormerKey former() {
      if (former.databaseUrl != null) {
        CanonicalUrl.Reading url =
            CanonicalUrl.read(
                "--old-database-url", former.databaseUrl, settings.workingDirectory());
        url.findings().stream().findFirst().ifPresent(this::refuse);
        return FormerKey.derived(url.text().orElseThrow());
      }
      if (former.keyFile != null) {
        KeySettings read = KeySettings.read("--old-key-file", former.keyFile);
        read.findings().stream().findFirst().ifPresent(this::refuse);
        return FormerKey.given(read.given().orElseThrow());
      }
      String file = String.valueOf(former.recoveryFile);
      RecoveryCopy copy =
          RecoveryCopy.read(MetadataArguments.read(spec, file))
              .orElseThrow(() ->
                  new ParameterException(
                      spec.commandLine(),
                      "--recovery-file " + file + ": it is no copy of `key export-recovery`"));
      return FormerKey.recovered(copy, passphrase(passphraseFile));
    }

    private void refuse(Finding finding) {
      throw new ParameterException(spec.commandLine(), finding.sentence());
    }
  }

  /** {@code cartulary key rotate}. */
  @Command(
      name = "rotate",
      description = {
        "Make a new data key and encrypt every value again under it, while servers run.",
        "Ended in the middle and run again, it continues where it stopped. Exit code 1 where a value does"
            + " not open: it is left as it is, and named."
      })
  static class Rotate extends KeyTask {

    @Option(names = "--dry-run", description = "Say how much there is to do, and change nothing.")
    boolean dryRun;

    @Override
    int run() {
      long all = rotation.toReencrypt();
      if (dryRun) {
        out().println("would re-encrypt: " + all + (all == 1 ? " value" : " values"));
        return ExitCode.DONE;
      }
      KeyRotation.Rotated rotated =
          rotation.rotate(done -> err().println("re-encrypted: " + done + " of " + all));
      if (rotated.resumed()) {
        out().println("ended a rotation that was cut short");
      }
      out().println("re-encrypted: " + rotated.changed());
      out().println("active key: " + rotated.activeKey());
      rotated.removed().forEach(key -> out().println("removed, nothing uses it: " + key));
      if (rotated.left() > 0) {
        err()
            .println(
                "NOT opened and left under their former keys: "
                    + rotated.left()
                    + ". The warnings above name them. Write them again or delete them; `cartulary key"
                    + " rotate` then removes those keys.");
        return ExitCode.FAILED;
      }
      return ExitCode.DONE;
    }
  }

  /** {@code cartulary key export-recovery}. */
  @Command(
      name = "export-recovery",
      description = {
        "Write a copy of the data keys that a passphrase opens, to be kept away from the database.",
        "With it `key rewrap --recovery-file` replaces a lost master key. Make a new one after each"
            + " rotation."
      })
  static class ExportRecovery extends KeyTask {

    @Option(
        names = "--output",
        required = true,
        paramLabel = "FILE",
        description = "Where to write; the file must not be there yet. Only you can read it.")
    Path output;

    @Option(
        names = "--passphrase-file",
        required = true,
        paramLabel = "FILE",
        description = "A file with the passphrase, 12 characters or more; - is standard input.")
    String passphraseFile;

    @Override
    int run() throws IOException {
      String text = rotation.recoveryCopy(passphrase(passphraseFile)).text();
      try {
        Files.createFile(
            output,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } catch (FileAlreadyExistsException e) {
        throw new ParameterException(
            spec.commandLine(), "--output " + output + ": the file exists already", e);
      }
      Files.write(output, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE);
      out().println("written: " + output);
      return ExitCode.DONE;
    }
  }
}
