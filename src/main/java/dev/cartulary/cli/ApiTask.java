package dev.cartulary.cli;

import dev.cartulary.config.Secret;
import dev.cartulary.config.TextFile;
import dev.cartulary.problem.ProblemException;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * A command that works on a running server where {@code --url} names one, and else on the database
 * itself.
 */
abstract class ApiTask extends SchemaTask {

  /** Not an argument: everybody who can list processes sees those. */
  private static final String TOKEN = "CARTULARY_TOKEN";

  @Inject LocalApi local;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = {
        "The base URL of a running server to work on, instead of the database.",
        "Its token is taken from CARTULARY_TOKEN or --token-file."
      })
  @Nullable String url;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "A file with an API key or token for --url; - is standard input.")
  @Nullable String tokenFile;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "TABLE",
      description = "How results are printed: table, json or yaml (default: table).")
  ApiOutput output;

  /** Whether the command needs neither the container nor the database. */
  final boolean isRemote() {
    return url != null;
  }

  /** Runs on the server; gives the exit code. */
  final int runRemote(Map<String, String> environment, PrintStream out, PrintStream err) {
    spec.commandLine().setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    spec.commandLine().setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    try {
      checkArguments();
      return run(new RemoteApi(server(), token(environment)));
    } catch (ParameterException wrong) {
      err().println("cartulary: " + WrongUse.sentence(wrong));
      return ExitCode.USAGE;
    } catch (ProblemException refused) {
      err().println("cartulary: " + refused.detail());
      return ExitCode.FAILED;
    } catch (IOException e) {
      err().println("cartulary: " + e.getMessage());
      return ExitCode.FAILED;
    } finally {
      out().flush();
      err().flush();
    }
  }

  private URI server() {
    return HealthCommand.server(String.valueOf(url))
        .orElseThrow(() ->
            new ParameterException(
                spec.commandLine(), "--url must be a URL such as https://registry.example.com"));
  }

  private Optional<Secret> token(Map<String, String> environment) {
    String given =
        tokenFile == null
            ? environment.getOrDefault(TOKEN, "")
            : TextFile.withoutLineEnd(MetadataArguments.read(spec, tokenFile));
    return given.isBlank() ? Optional.empty() : Optional.of(new Secret(given.strip()));
  }

  /** Does the work; gives the exit code. */
  abstract int run(Api api) throws IOException;

  @Override
  final int run() throws IOException {
    return run(local);
  }

  /** A part of a path. */
  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
