package dev.cartulary.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cartulary.config.Masking;
import dev.cartulary.config.Settings;
import dev.cartulary.registry.publish.DocumentCheck;
import dev.cartulary.registry.publish.DocumentCheck.Located;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cartulary server validate}: what a registry would say, without one. */
@Command(
    name = "validate",
    description = {
      "Check server.json files by the rules of the MCP Registry API, without a database or a network.",
      "Exit code 1 where one is invalid; warnings do not count."
    })
class ServerValidateCommand implements WithoutContainer {

  private static final int LARGEST = 1024 * 1024;

  /** The forms in which findings can be printed. */
  enum Form {
    TEXT,
    JSON,
    YAML
  }

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "The files (default: server.json); - reads standard input.")
  List<String> files = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json|yaml",
      defaultValue = "text",
      description = "The form (default: ${DEFAULT-VALUE}).")
  Form output;

  @Override
  public int run(Settings settings, PrintStream out, PrintStream err) {
    Map<String, List<Located>> found = new LinkedHashMap<>();
    for (String file : files.isEmpty() ? List.of("server.json") : files) {
      try {
        found.put(file, DocumentCheck.check(read(file), settings));
      } catch (IOException e) {
        err.println("cartulary: " + file + ": it cannot be read: " + e.getMessage());
        return ExitCode.USAGE;
      }
    }
    switch (output) {
      case TEXT -> found.forEach((file, issues) -> print(file, issues, out));
      case JSON -> out.println(json(found).toPrettyString());
      case YAML -> out.print(yaml(found));
    }
    return found.values().stream().allMatch(ServerValidateCommand::isValid)
        ? ExitCode.DONE
        : ExitCode.FAILED;
  }

  private static byte[] read(String file) throws IOException {
    try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new IOException("it has more than 1 MiB, which no registry takes");
      }
      return bytes;
    }
  }

  private static boolean isValid(List<Located> found) {
    return found.stream().noneMatch(one -> one.issue().isError());
  }

  private static void print(String file, List<Located> found, PrintStream out) {
    for (Located one : found) {
      String path = one.issue().path().isEmpty() ? "" : one.issue().path() + ": ";
      out.println(
          Masking.printable(
              file
                  + ":"
                  + one.line()
                  + ":"
                  + one.column()
                  + ": "
                  + one.issue().severity()
                  + ": "
                  + path
                  + one.issue().message()
                  + " ["
                  + one.issue().reference()
                  + "]"));
    }
    if (isValid(found)) {
      out.println(file + ": valid");
    }
  }

  private static ArrayNode json(Map<String, List<Located>> found) {
    ArrayNode files = new ObjectMapper().createArrayNode();
    found.forEach((name, issues) -> {
      ObjectNode file = files.addObject();
      file.put("file", name).put("valid", isValid(issues));
      ArrayNode list = file.putArray("issues");
      for (Located one : issues) {
        list.addObject()
            .put("type", one.issue().type())
            .put("path", one.issue().path())
            .put("message", one.issue().message())
            .put("severity", one.issue().severity())
            .put("reference", one.issue().reference())
            .put("line", one.line())
            .put("column", one.column());
      }
    });
    return files;
  }

  private static String yaml(Map<String, List<Located>> found) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    return new Yaml(options).dump(new ObjectMapper().convertValue(json(found), List.class));
  }
}
