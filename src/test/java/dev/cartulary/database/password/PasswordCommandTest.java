package dev.cartulary.database.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.config.Secret;
import dev.cartulary.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordCommandTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String COUNTED = "echo run >> runs; cat token";

  @TempDir Path directory;

  private final AtomicLong clock = new AtomicLong();

  @Test
  void whatItPrintsIsThePasswordWithoutTheFinalLineBreak() throws Exception {
    assertThat(password("printf 'p w\\r\\n'")).isEqualTo("p w");
    assertThat(password("printf ' a\\nb\\n\\n'")).isEqualTo(" a\nb\n");
    assertThat(password("printf 'pä$w'")).isEqualTo("pä$w");
  }

  @Test
  void itRunsInAShellInTheWorkingDirectoryWithoutInput() throws Exception {
    assertThat(password("cat; T=$(pwd -P) && echo \"$T\" | tr a-z A-Z"))
        .isEqualTo(directory.toRealPath().toString().toUpperCase(java.util.Locale.ROOT));
  }

  @Test
  void itsOutputIsUsedAgainUntilItsLifetimeIsOver() throws Exception {
    PasswordCommand command = command(COUNTED, Duration.ofMinutes(10));
    token("one");
    assertThat(now(command)).isEqualTo("one");

    token("two");
    clock.addAndGet(Duration.ofMinutes(10).toNanos() - 1);
    assertThat(now(command)).isEqualTo("one");
    assertThat(runs()).isEqualTo(1);

    clock.addAndGet(1);
    assertThat(now(command)).isEqualTo("two");
    assertThat(runs()).isEqualTo(2);
  }

  @Test
  void aLifetimeOfZeroMeansARunForEachConnection() throws Exception {
    PasswordCommand command = command(COUNTED, Duration.ZERO);
    token("one");
    now(command);
    token("two");

    assertThat(now(command)).isEqualTo("two");
    assertThat(command.refused(Optional.of(new Secret("two")))).isFalse();
  }

  @Test
  void anOutputThatTheDatabaseRefusesIsDroppedAndWorthAnotherRunOnlyWhenItWasNotFresh()
      throws Exception {
    PasswordCommand command = command(COUNTED, Duration.ofMinutes(10));
    token("one");
    now(command);
    assertThat(command.refused(Optional.of(new Secret("one")))).isFalse();

    now(command);
    now(command);
    assertThat(runs()).isEqualTo(2);
    assertThat(command.refused(Optional.of(new Secret("one")))).isTrue();
    token("two");
    assertThat(now(command)).isEqualTo("two");

    // Somebody else's older password says nothing about the one that is kept.
    assertThat(command.refused(Optional.of(new Secret("one")))).isTrue();
    now(command);
    assertThat(runs()).isEqualTo(3);
  }

  @Test
  void aFailureNamesTheSettingAndTheExitCodeAndShowsNoOutput() {
    assertUnavailable(
        "echo s3cret; exit 3",
        "DB_PASSWORD_COMMAND: the command ended with exit code 3. Run it by hand as the user that"
            + " runs Cartulary.");
    assertUnavailable(
        "echo s3cret; echo 'token s3cret is old' >&2; echo more >&2; exit 1",
        "DB_PASSWORD_COMMAND: the command ended with exit code 1, saying \"token *** is old\". Run"
            + " it by hand as the user that runs Cartulary.");
    assertThatThrownBy(() -> password("no-such-program-here"))
        .hasMessageContaining("exit code 127")
        .hasMessageContaining("no-such-program-here");
  }

  @Test
  void anOldPasswordInTheErrorOutputIsMaskedToo() throws Exception {
    PasswordCommand command =
        command("test -f token && cat token || { echo 'had s3cret' >&2; exit 1; }", Duration.ZERO);
    token("s3cret");
    now(command);
    Files.delete(directory.resolve("token"));

    assertThatThrownBy(() -> now(command)).hasMessageContaining("saying \"had ***\"");
  }

  @Test
  void nothingTooMuchAndNoTextAreErrors() {
    assertUnavailable(
        "true",
        "DB_PASSWORD_COMMAND: the command printed nothing. It must print the password to standard"
            + " output.");
    assertUnavailable(
        "yes s3cret",
        "DB_PASSWORD_COMMAND: the command printed more than 64 KiB. It must print the password and"
            + " nothing else.");
    assertUnavailable(
        "printf '\\377s3cret'",
        "DB_PASSWORD_COMMAND: what the command printed is not UTF-8 text. Let it print text.");
  }

  @Test
  void exactly64KiBAreStillAPassword() throws Exception {
    assertThat(password("head -c 65536 /dev/zero | tr '\\0' x")).hasSize(65536);
  }

  @Test
  void muchErrorOutputBlocksNothing() throws Exception {
    assertThat(password("head -c 1000000 /dev/zero >&2; echo fine")).isEqualTo("fine");
  }

  @Test
  void aChildLeftInTheBackgroundBlocksNothing() throws Exception {
    String printed = password("sleep 300 & echo $! > child; echo fine");

    ProcessHandle.of(child()).ifPresent(ProcessHandle::destroyForcibly);
    assertThat(printed).isEqualTo("fine");
  }

  @Test
  void aCommandThatTakesTooLongIsKilledWithItsChildren() throws Exception {
    ShellCommand slow =
        new ShellCommand(
            "sleep 300 & echo $! > child; echo s3cret; echo 'asking' >&2; wait",
            directory,
            Duration.ofMillis(300));
    PasswordCommand command =
        new PasswordCommand("DB_PASSWORD_COMMAND", slow, Duration.ZERO, clock::get);

    assertThatThrownBy(() -> now(command))
        .isInstanceOf(PasswordUnavailable.class)
        .hasMessage(
            "DB_PASSWORD_COMMAND: the command did not end within 300ms and was killed, saying"
                + " \"asking\". Make it faster or raise DB_PASSWORD_COMMAND_TIMEOUT.");
    long child = child();
    Await.until(
        LIMIT,
        "the child is dead",
        () -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
  }

  private void assertUnavailable(String line, String message) {
    assertThatThrownBy(() -> password(line))
        .isInstanceOf(PasswordUnavailable.class)
        .hasMessage(message);
  }

  private String password(String line) throws PasswordUnavailable {
    return now(command(line, Duration.ZERO));
  }

  private PasswordCommand command(String line, Duration lifetime) {
    return new PasswordCommand(
        "DB_PASSWORD_COMMAND", new ShellCommand(line, directory, LIMIT), lifetime, clock::get);
  }

  private static String now(PasswordCommand command) throws PasswordUnavailable {
    return command.current(warning -> {}).map(Secret::reveal).orElseThrow();
  }

  private void token(String text) throws IOException {
    Files.writeString(directory.resolve("token"), text + "\n");
  }

  private int runs() throws IOException {
    List<String> lines = Files.readAllLines(directory.resolve("runs"));
    return lines.size();
  }

  private long child() throws IOException {
    return Long.parseLong(Files.readString(directory.resolve("child")).strip());
  }
}
