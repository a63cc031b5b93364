package dev.cartulary.database.password;

import dev.cartulary.config.DurationText;
import dev.cartulary.config.Finding;
import dev.cartulary.config.Masking;
import dev.cartulary.config.Secret;
import dev.cartulary.config.TextFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A command that prints the password, for tokens that live for minutes. What it printed is used
 * again until its lifetime is over or the database refuses it. One run at a time; whoever asks
 * meanwhile waits for it.
 */
public final class PasswordCommand implements PasswordSource {

  /**
   * What the last run printed.
   *
   * @param since when the run began, in nanoseconds of the clock
   * @param reused whether it was given to anybody but the one for whom the command ran
   */
  private record Kept(Secret secret, long since, boolean reused) {}

  private final String setting;
  private final ShellCommand command;
  private final long lifetimeNanos;
  private final LongSupplier clock;
  private @Nullable Kept kept;

  /** What no message may show, also when it is no longer used. */
  private @Nullable Secret lastPrinted;

  /**
   * Runs nothing yet.
   *
   * @param setting the setting that holds the command, in the user's words
   * @param lifetime how long an output is used again; zero for never
   * @param clock in nanoseconds
   */
  PasswordCommand(String setting, ShellCommand command, Duration lifetime, LongSupplier clock) {
    this.setting = setting;
    this.command = command;
    this.lifetimeNanos = lifetime.toNanos();
    this.clock = clock;
  }

  @Override
  public synchronized Optional<Secret> current(Consumer<String> warn) throws PasswordUnavailable {
    long now = clock.getAsLong();
    Kept last = kept;
    if (last != null && now - last.since() < lifetimeNanos) {
      kept = new Kept(last.secret(), last.since(), true);
      return Optional.of(last.secret());
    }
    Secret secret = printed();
    lastPrinted = secret;
    kept = new Kept(secret, now, false);
    return Optional.of(secret);
  }

  /** One that was made for this very connection is not worth a second run. */
  @Override
  public synchronized boolean refused(Optional<Secret> password) {
    Kept last = kept;
    if (last == null || !Optional.of(last.secret()).equals(password)) {
      return true;
    }
    kept = null;
    return last.reused();
  }

  private Secret printed() throws PasswordUnavailable {
    try {
      return password(command.run());
    } catch (IOException e) {
      throw unavailable(
          "/bin/sh cannot be run in the working directory",
          "A password command needs a shell: give the password in another way");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("the command was interrupted", "Try again");
    }
  }

  private Secret password(ShellCommand.Outcome outcome) throws PasswordUnavailable {
    switch (outcome.end()) {
      case TIMED_OUT ->
          throw unavailable(
              "the command did not end within "
                  + DurationText.of(command.timeout())
                  + " and was killed"
                  + complaint(outcome),
              "Make it faster or raise DB_PASSWORD_COMMAND_TIMEOUT");
      case PRINTED_TOO_MUCH ->
          throw unavailable(
              "the command printed more than " + ShellCommand.LARGEST / 1024 + " KiB",
              "It must print the password and nothing else");
      case EXITED -> {
        if (outcome.exitCode() != 0) {
          throw unavailable(
              "the command ended with exit code " + outcome.exitCode() + complaint(outcome),
              "Run it by hand as the user that runs Cartulary");
        }
      }
    }
    String text = TextFile.withoutLineEnd(text(outcome.stdout()));
    if (text.isEmpty()) {
      throw unavailable(
          "the command printed nothing" + complaint(outcome),
          "It must print the password to standard output");
    }
    if (text.indexOf('\0') >= 0) {
      throw unavailable(SecretFile.NUL_PROBLEM, "It must print text");
    }
    return new Secret(text);
  }

  private String text(byte[] stdout) throws PasswordUnavailable {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(stdout)).toString();
    } catch (CharacterCodingException e) {
      throw unavailable("what the command printed is not UTF-8 text", "Let it print text");
    }
  }

  /** The first line of the error output, any password in it masked; empty where there is none. */
  private String complaint(ShellCommand.Outcome outcome) {
    String line =
        new String(outcome.stderr(), StandardCharsets.UTF_8)
            .lines()
            .filter(text -> !text.isBlank())
            .findFirst()
            .orElse("");
    Stream<Secret> printed =
        new String(outcome.stdout(), StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .map(Secret::new);
    // The longest first: what is left of one when a shorter one in it is masked is still secret.
    List<Secret> secrets =
        Stream.concat(printed, Stream.ofNullable(lastPrinted))
            .sorted(Comparator.comparingInt((Secret it) -> it.reveal().length()).reversed())
            .toList();
    return line.isEmpty()
        ? ""
        : ", saying \"" + Masking.printable(Masking.secrets(line, secrets)) + '"';
  }

  private PasswordUnavailable unavailable(String problem, String fix) {
    return new PasswordUnavailable(new Finding(setting, null, problem, fix));
  }
}
