package dev.cartulary.cli;

import dev.cartulary.config.Secret;
import dev.cartulary.config.TextFile;
import dev.cartulary.identity.user.User;
import dev.cartulary.identity.user.UserService;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cartulary user}. */
@Command(
    name = "user",
    description = "Create, list, disable and delete users, and reset their passwords.")
class UserCommand implements CommandGroup {

  @Override
  public List<Class<?>> commands() {
    return List.of(
        UserCommand.Create.class,
        UserCommand.Listing.class,
        UserCommand.ResetPassword.class,
        UserCommand.Disable.class,
        UserCommand.Enable.class,
        UserCommand.Delete.class);
  }

  /** A command on users. */
  abstract static class UserTask extends SchemaTask {
    @Inject UserService users;
  }

  /** A command on one user. */
  abstract static class OneUserTask extends UserTask {
    @Parameters(index = "0", paramLabel = "USERNAME", description = "The user's name.")
    String username;
  }

  /** A command that gives one user a password. */
  abstract static class PasswordTask extends OneUserTask {
    @Option(
        names = "--password-file",
        paramLabel = "FILE",
        description =
            "A file with the password; - is standard input. Without it a password is made and"
                + " printed.")
    @Nullable String passwordFile;

    private final Secret generated = UserService.generatedPassword();

    final Secret password() {
      return passwordFile == null
          ? generated
          : new Secret(TextFile.withoutLineEnd(MetadataArguments.read(spec, passwordFile)));
    }

    final void printGenerated() {
      if (passwordFile == null) {
        out().println("password: " + generated.reveal());
      }
    }
  }

  /** {@code cartulary user create}. */
  @Command(
      name = "create",
      description = "Create a user, who must change the password at the first login.")
  static class Create extends PasswordTask {

    @Option(
        names = "--role",
        required = true,
        paramLabel = "ROLE",
        description = "admin, editor, user or a custom role.")
    String role;

    @Option(names = "--keep-password", description = "The user need not change the password.")
    boolean keepPassword;

    @Override
    int run() {
      User user = users.create(username, password(), role, !keepPassword);
      out().println("created " + user.username() + " (" + user.id() + "), role " + user.role());
      printGenerated();
      return ExitCode.DONE;
    }
  }

  /** {@code cartulary user list}. */
  @Command(name = "list", description = "Print the users by name.")
  static class Listing extends UserTask {

    private static final int PORTION = 500;

    @Override
    int run() {
      String after = "";
      List<User> page;
      do {
        page = users.list(after, PORTION);
        for (User user : page) {
          out().println(line(user));
          after = user.username();
        }
      } while (page.size() == PORTION);
      if (after.isEmpty()) {
        err()
            .println("There are no users. The first start of the server creates an administrator.");
      }
      return ExitCode.DONE;
    }

    private static String line(User user) {
      return user.username()
          + "  "
          + user.id()
          + "  "
          + user.role()
          + "  "
          + (user.disabled() ? "disabled" : "enabled")
          + "  last login: "
          + Objects.requireNonNullElse(user.lastLoginAt(), "never");
    }
  }

  /** {@code cartulary user reset-password}. */
  @Command(
      name = "reset-password",
      description = {
        "Give a user another password, to be changed at the next login.",
        "All sessions and API keys of the user end."
      })
  static class ResetPassword extends PasswordTask {

    @Override
    int run() {
      User user = users.named(username);
      users.resetPassword(user.id(), password());
      out().println("reset the password of " + user.username());
      printGenerated();
      return ExitCode.DONE;
    }
  }

  /** {@code cartulary user disable}. */
  @Command(
      name = "disable",
      description = "Let a user log in no more; sessions end, and API keys do not count.")
  static class Disable extends OneUserTask {

    @Override
    int run() {
      users.change(users.named(username).id(), Optional.empty(), Optional.of(true));
      out().println("disabled " + username);
      return ExitCode.DONE;
    }
  }

  /** {@code cartulary user enable}. */
  @Command(name = "enable", description = "Let a disabled user log in again.")
  static class Enable extends OneUserTask {

    @Override
    int run() {
      users.change(users.named(username).id(), Optional.empty(), Optional.of(false));
      out().println("enabled " + username);
      return ExitCode.DONE;
    }
  }

  /** {@code cartulary user delete}. */
  @Command(
      name = "delete",
      description = "Delete a user with all sessions and API keys. Metadata of the user stays.")
  static class Delete extends OneUserTask {

    @Override
    int run() {
      users.delete(users.named(username).id());
      out().println("deleted " + username);
      return ExitCode.DONE;
    }
  }
}
