package dev.cartulary.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code cartulary entry}. */
@Command(name = "entry", description = "List, publish and delete entries, and say who sees a name.")
class EntryCommand implements CommandGroup {

  static final String PATH = "/v1/entries";
  static final List<ApiOutput.Column> COLUMNS =
      List.of(
          new ApiOutput.Column("TYPE", "/type"),
          new ApiOutput.Column("NAME", "/name"),
          new ApiOutput.Column("VERSION", "/version"),
          new ApiOutput.Column("SOURCE", "/source"),
          new ApiOutput.Column("STATUS", "/status"),
          new ApiOutput.Column("LATEST", "/isLatest"),
          new ApiOutput.Column("PUBLISHED", "/publishedAt"));

  @Override
  public List<Class<?>> commands() {
    return List.of(
        EntryCommand.Listing.class,
        EntryCommand.Get.class,
        EntryPublishCommand.class,
        EntryCommand.Delete.class,
        EntryCommand.Claims.class);
  }

  /** The filter as a query; what is null is left out. */
  private static String query(Map<String, @Nullable String> filter) {
    StringBuilder query = new StringBuilder();
    filter.forEach((parameter, value) -> {
      if (value != null) {
        query.append(query.length() == 0 ? '?' : '&');
        query.append(parameter).append('=').append(ApiTask.segment(value));
      }
    });
    return query.toString();
  }

  /** {@code cartulary entry list}. */
  @Command(name = "list", description = "Print entries by type, name and version.")
  static class Listing extends ApiTask {

    @Option(names = "--type", paramLabel = "TYPE", description = "server, skill or plugin.")
    @Nullable String type;

    @Option(names = "--name", paramLabel = "NAME", description = "Only this name.")
    @Nullable String name;

    @Option(names = "--status", paramLabel = "STATUS", description = "Only of this status.")
    @Nullable String status;

    @Option(names = "--source", paramLabel = "SOURCE", description = "Only those of this source.")
    @Nullable String source;

    @Option(
        names = "--registry",
        paramLabel = "REGISTRY",
        description = "Only those that this registry shows.")
    @Nullable String registry;

    @Override
    int run(Api api) {
      Map<String, @Nullable String> filter = new LinkedHashMap<>();
      filter.put("type", type);
      filter.put("name", name);
      filter.put("status", status);
      String path = PATH;
      if (registry != null) {
        if (source != null) {
          throw new ParameterException(spec.commandLine(), "give --source or --registry, not both");
        }
        path = "/v1/registries/" + segment(registry) + "/entries";
      } else {
        filter.put("source", source);
      }
      output.list(out(), DefinitionTasks.all(api, path + query(filter)), COLUMNS);
      return ExitCode.DONE;
    }
  }

  /** A command on one name. */
  abstract static class NameTask extends ApiTask {

    @Parameters(index = "0", paramLabel = "TYPE", description = "server, skill or plugin.")
    String type;

    @Parameters(index = "1", paramLabel = "NAME", description = "For example com.example/weather.")
    String name;

    @Option(
        names = "--source",
        paramLabel = "SOURCE",
        description = "Its source, where several have the name.")
    @Nullable String source;

    final String path() {
      return PATH + "/" + segment(type) + "/" + segment(name);
    }

    final Map<String, @Nullable String> ofSource() {
      Map<String, @Nullable String> filter = new LinkedHashMap<>();
      filter.put("source", source);
      return filter;
    }
  }

  /** {@code cartulary entry get}. */
  @Command(name = "get", description = "Print every version of a name.")
  static class Get extends NameTask {
    @Override
    int run(Api api) {
      Map<String, @Nullable String> filter = ofSource();
      filter.put("type", type);
      filter.put("name", name);
      List<JsonNode> found = DefinitionTasks.all(api, PATH + query(filter));
      if (found.isEmpty()) {
        err().println("cartulary: there is no " + type + " " + name);
        return ExitCode.FAILED;
      }
      output.list(out(), found, COLUMNS);
      return ExitCode.DONE;
    }
  }

  /** {@code cartulary entry delete}. */
  @Command(
      name = "delete",
      description = {
        "Delete a version that was published to this server.",
        "Its status becomes deleted, so that mirrors see it."
      })
  static class Delete extends NameTask {

    @Parameters(index = "2", paramLabel = "VERSION", description = "The version.")
    String version;

    @Override
    int run(Api api) {
      var unused = api.call("DELETE", path() + "/versions/" + segment(version) + query(ofSource()));
      out().println("deleted " + type + " " + name + " " + version);
      return ExitCode.DONE;
    }
  }

  /** {@code cartulary entry claims}. */
  @Command(
      name = "claims",
      description = {
        "Print whose tokens see a name, or say it.",
        "Without --set and --clear nothing is changed."
      })
  static class Claims extends NameTask {

    private static final JsonMapper JSON = new JsonMapper();

    @Option(
        names = "--set",
        paramLabel = "CLAIM=VALUE",
        description =
            "A token needs this claim; several are all needed, and values of one are"
                + " alternatives.")
    List<String> set = List.of();

    @Option(names = "--clear", description = "Everybody sees it who sees its source.")
    boolean clear;

    @Override
    int run(Api api) throws IOException {
      if (clear && !set.isEmpty()) {
        throw new ParameterException(spec.commandLine(), "give --set or --clear, not both");
      }
      String path = path() + "/claims" + query(ofSource());
      JsonNode answer =
          clear || !set.isEmpty()
              ? api.call("PUT", path, body().toString().getBytes(StandardCharsets.UTF_8)).body()
              : api.call("GET", path).body();
      output.item(out(), answer);
      return ExitCode.DONE;
    }

    private ObjectNode body() {
      ObjectNode body = JSON.createObjectNode();
      if (clear) {
        return body.putNull("claims");
      }
      body.set("claims", EntryPublishCommand.claims(spec, "--set", set));
      return body;
    }
  }
}
