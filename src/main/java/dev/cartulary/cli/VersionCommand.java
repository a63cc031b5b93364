package dev.cartulary.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cartulary.config.Build;
import dev.cartulary.config.Settings;
import java.io.PrintStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cartulary version}. */
@Command(name = "version", description = "Print the version.")
class VersionCommand implements WithoutContainer {

  /** The forms in which the version can be printed. */
  enum Form {
    TEXT,
    JSON
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json",
      defaultValue = "text",
      description = "The form (default: ${DEFAULT-VALUE}); json names the commit too.")
  Form output;

  @Override
  public int run(Settings settings, PrintStream out, PrintStream err) {
    out.println(output == Form.JSON ? json() : VersionProvider.TEXT);
    return ExitCode.DONE;
  }

  /** With the names of {@code /version}. */
  private static String json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("version", Build.THIS.version())
        .put("git_commit", Build.THIS.commit())
        .put("build_time", Build.THIS.time())
        .toPrettyString();
  }
}
