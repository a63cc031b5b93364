package dev.cartulary.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code cartulary entry publish}. */
@Command(
    name = "publish",
    description = {
      "Publish documents of servers, skills and plugins into a managed source.",
      "Each is a change of its own; the first that is refused ends the command."
    })
class EntryPublishCommand extends ApiTask {

  private static final List<String> TYPES = List.of("server", "skill", "plugin");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Files with a document each, as JSON; - is standard input.")
  List<String> files = new ArrayList<>();

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description =
          "server, skill or plugin (default: what $schema of the document says; without one, a"
              + " document without a namespace is a server).")
  @Nullable String type;

  @Option(names = "--source", paramLabel = "SOURCE", description = "The managed source.")
  @Nullable String source;

  @Option(
      names = "--registry",
      paramLabel = "REGISTRY",
      description = "The registry whose first managed source it is (default: the default one).")
  @Nullable String registry;

  @Option(
      names = "--claim",
      paramLabel = "CLAIM=VALUE",
      description =
          "Only tokens with this claim see it; several are all needed, and values of one are"
              + " alternatives.")
  List<String> claims = List.of();

  @Override
  void checkArguments() {
    if (type != null && !TYPES.contains(type)) {
      throw new ParameterException(spec.commandLine(), "--type is one of server, skill, plugin");
    }
    if (source != null && registry != null) {
      throw new ParameterException(spec.commandLine(), "give --source or --registry, not both");
    }
    JsonNode unused = claims(spec, "--claim", claims);
  }

  @Override
  int run(Api api) {
    List<JsonNode> published = new ArrayList<>();
    for (String file : files) {
      JsonNode entry = api.call("POST", EntryCommand.PATH, body(file)).body();
      published.add(entry);
      if (output == ApiOutput.TABLE) {
        out()
            .println(
                "published "
                    + entry.path("type").asText()
                    + " "
                    + entry.path("name").asText()
                    + " "
                    + entry.path("version").asText());
      }
    }
    if (output != ApiOutput.TABLE) {
      output.list(out(), published, EntryCommand.COLUMNS);
    }
    return ExitCode.DONE;
  }

  /** The document stays as it was written; only a body is put around it. */
  private byte[] body(String file) {
    String text = MetadataArguments.read(spec, file);
    String document = text.startsWith("\uFEFF") ? text.substring(1) : text;
    JsonNode tree = parse(file, document);
    ObjectNode more = JSON.createObjectNode();
    if (source != null) {
      more.put("source", source);
    }
    if (registry != null) {
      more.put("registry", registry);
    }
    if (!claims.isEmpty()) {
      more.set("claims", claims(spec, "--claim", claims));
    }
    String rest = more.isEmpty() ? "}" : "," + more.toString().substring(1);
    String body = "{\"" + (type != null ? type : type(file, tree)) + "\":" + document + rest;
    return body.getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode parse(String file, String document) {
    try {
      JsonNode tree = JSON.readTree(document);
      if (tree.isObject()) {
        return tree;
      }
    } catch (JsonProcessingException e) {
      throw new ProblemException(
          ProblemType.INVALID_JSON,
          file
              + " line "
              + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
              + ": "
              + e.getOriginalMessage().lines().findFirst().orElse("it is not JSON"),
          e);
    }
    throw new ProblemException(ProblemType.INVALID_JSON, file + " has no JSON object");
  }

  /** What the document says that it is. */
  static String type(String file, JsonNode tree) {
    String schema = tree.path("$schema").asText("");
    for (String one : TYPES) {
      if (schema.endsWith("/" + one + ".schema.json")) {
        return one;
      }
    }
    if (tree.has("namespace")) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST,
          file + " does not say whether it is a skill or a plugin: give --type");
    }
    return "server";
  }

  /** A claim map of CLAIM=VALUE texts. */
  static ObjectNode claims(CommandSpec spec, String option, List<String> texts) {
    ObjectNode claims = JSON.createObjectNode();
    for (String text : texts) {
      String[] parts = text.split("=", 2);
      if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
        throw new ParameterException(
            spec.commandLine(), option + " takes CLAIM=VALUE, such as groups=platform");
      }
      claims.withArrayProperty(parts[0].strip()).add(parts[1].strip());
    }
    return claims;
  }
}
