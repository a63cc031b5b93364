package dev.cartulary.cli;

import dev.cartulary.config.Masking;
import dev.cartulary.config.Setting;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is said of a command line that is not understood. The parser quotes what it does not know,
 * which may be a password or a URL: only the names of options and what may be a misspelt command
 * are repeated.
 */
final class WrongUse {

  private static final Pattern OPTION = Pattern.compile("--[A-Za-z][A-Za-z-]*|-[A-Za-z]");
  private static final Pattern COMMAND = Pattern.compile("[a-z]{2,12}(-[a-z]{2,12})?");

  private WrongUse() {}

  /** One line. */
  static String sentence(ParameterException failure) {
    if (!(failure instanceof UnmatchedArgumentException unmatched)) {
      return Masking.value(String.valueOf(failure.getMessage()));
    }
    String first = unmatched.getUnmatched().get(0);
    String name = first.split("=", 2)[0];
    if (OPTION.matcher(name).matches()) {
      return "The option " + name + " is not known" + ofPassword(name) + ".";
    }
    return COMMAND.matcher(first).matches()
        ? "\"" + first + "\" is neither a command nor an option here."
        : "An argument is neither a command nor an option here; it is not shown, since it may hold a"
            + " password.";
  }

  /** "Did you mean …", where the parser knows and only what {@link #sentence} repeats is quoted. */
  static Optional<String> suggestions(ParameterException failure) {
    StringWriter text = new StringWriter();
    PrintWriter writer = new PrintWriter(text);
    UnmatchedArgumentException.printSuggestions(failure, writer);
    writer.flush();
    String line = text.toString().strip();
    return line.isEmpty() ? Optional.empty() : Optional.of(line);
  }

  private static String ofPassword(String option) {
    return Arrays.stream(Setting.values())
        .filter(setting -> setting.secret() && !setting.takesFlag())
        .filter(setting ->
            option.equals("--" + setting.name().toLowerCase(Locale.ROOT).replace('_', '-')))
        .findFirst()
        .map(setting ->
            ": a command line shows in the process list. Give the variable "
                + setting.variable()
                + ", or its file")
        .orElse("");
  }
}
