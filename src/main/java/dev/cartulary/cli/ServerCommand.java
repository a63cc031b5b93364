package dev.cartulary.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code cartulary server}. */
@Command(
    name = "server",
    description = "Check, publish, list and change MCP servers of a registry.")
class ServerCommand implements CommandGroup {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OFFICIAL = "/_meta/io.modelcontextprotocol.registry~1official";
  private static final List<ApiOutput.Column> COLUMNS =
      List.of(
          new ApiOutput.Column("NAME", "/server/name"),
          new ApiOutput.Column("VERSION", "/server/version"),
          new ApiOutput.Column("STATUS", OFFICIAL + "/status"),
          new ApiOutput.Column("LATEST", OFFICIAL + "/isLatest"),
          new ApiOutput.Column("PUBLISHED", OFFICIAL + "/publishedAt"),
          new ApiOutput.Column("DESCRIPTION", "/server/description"));

  @Override
  public List<Class<?>> commands() {
    return List.of(
        ServerValidateCommand.class,
        ServerCommand.Publish.class,
        ServerCommand.Listing.class,
        ServerCommand.Get.class,
        ServerCommand.Status.class,
        ServerCommand.Delete.class);
  }

  /** A command on one registry. */
  abstract static class RegistryTask extends ApiTask {

    @Option(
        names = "--registry",
        paramLabel = "REGISTRY",
        defaultValue = "default",
        description = "The registry (default: ${DEFAULT-VALUE}).")
    String registry;

    final String path() {
      return "/registry/" + segment(registry) + "/v0.1";
    }

    final String path(String name) {
      return path() + "/servers/" + segment(name);
    }
  }

  /** {@code cartulary server publish}. */
  @Command(
      name = "publish",
      description = "Publish server.json files to a registry that has a managed source.")
  static class Publish extends RegistryTask {

    @Parameters(
        paramLabel = "FILE",
        arity = "0..*",
        description = "The files (default: server.json); - reads standard input.")
    List<String> files = new ArrayList<>();

    @Override
    int run(Api api) {
      List<JsonNode> published = new ArrayList<>();
      for (String file : files.isEmpty() ? List.of("server.json") : files) {
        byte[] document = MetadataArguments.read(spec, file).getBytes(StandardCharsets.UTF_8);
        JsonNode answer = api.call("POST", path() + "/publish", document).body();
        published.add(answer);
        if (output == ApiOutput.TABLE) {
          out()
              .println(
                  "published "
                      + answer.at("/server/name").asText()
                      + " "
                      + answer.at("/server/version").asText());
        }
      }
      if (output != ApiOutput.TABLE) {
        output.list(out(), published, COLUMNS);
      }
      return ExitCode.DONE;
    }
  }

  /** {@code cartulary server list}. */
  @Command(name = "list", description = "Print the servers that a registry shows.")
  static class Listing extends RegistryTask {

    @Option(names = "--latest", description = "Only the latest version of each.")
    boolean latest;

    @Override
    int run(Api api) {
      List<JsonNode> all = new ArrayList<>();
      String cursor = "";
      do {
        JsonNode page =
            api.call(
                    "GET",
                    path()
                        + "/servers?limit=100"
                        + (cursor.isEmpty() ? "" : "&cursor=" + segment(cursor)))
                .body();
        for (JsonNode server : page.path("servers")) {
          if (!latest || server.at(OFFICIAL + "/isLatest").asBoolean()) {
            all.add(server);
          }
        }
        cursor = page.at("/metadata/nextCursor").asText("");
      } while (!cursor.isEmpty());
      output.list(out(), all, COLUMNS);
      return ExitCode.DONE;
    }
  }

  /** {@code cartulary server get}. */
  @Command(name = "get", description = "Print one version of a server.")
  static class Get extends RegistryTask {

    @Parameters(index = "0", paramLabel = "NAME", description = "Such as com.example/weather.")
    String name;

    @Parameters(
        index = "1",
        arity = "0..1",
        paramLabel = "VERSION",
        defaultValue = "latest",
        description = "The version (default: ${DEFAULT-VALUE}).")
    String version;

    @Override
    int run(Api api) {
      String path = path(name) + "/versions/" + segment(version) + "?include_deleted=true";
      output.item(out(), api.call("GET", path).body());
      return ExitCode.DONE;
    }
  }

  /** {@code cartulary server status}. */
  @Command(
      name = "status",
      description = "Change the status of a version, or of all versions, of a published server.")
  static class Status extends RegistryTask {

    @Parameters(index = "0", paramLabel = "NAME", description = "Such as com.example/weather.")
    String name;

    @Parameters(index = "1", arity = "0..1", paramLabel = "VERSION", description = "The version.")
    @Nullable String version;

    @Option(
        names = "--status",
        required = true,
        paramLabel = "STATUS",
        description = "active, deprecated or deleted.")
    String status;

    @Option(
        names = "--message",
        paramLabel = "TEXT",
        description = "Shown beside the status, at most 500 characters.")
    @Nullable String message;

    @Option(names = "--all-versions", description = "Change every version.")
    boolean all;

    @Override
    void checkArguments() {
      if (all == (version != null)) {
        throw new ParameterException(
            spec.commandLine(), "name a VERSION or give --all-versions, not both");
      }
    }

    @Override
    int run(Api api) throws IOException {
      return change(this, api, name, version, status, message);
    }
  }

  /** {@code cartulary server delete}. */
  @Command(
      name = "delete",
      description = "Give a version the status deleted: it is hidden, and can be restored.")
  static class Delete extends RegistryTask {

    @Parameters(index = "0", paramLabel = "NAME", description = "Such as com.example/weather.")
    String name;

    @Parameters(index = "1", paramLabel = "VERSION", description = "The version.")
    String version;

    @Override
    int run(Api api) throws IOException {
      return change(this, api, name, version, "deleted", null);
    }
  }

  private static int change(
      RegistryTask task,
      Api api,
      String name,
      @Nullable String version,
      String status,
      @Nullable String message)
      throws IOException {
    ObjectNode body = JSON.createObjectNode().put("status", status);
    if (message != null) {
      body.put("statusMessage", message);
    }
    String of = version == null ? "" : "/versions/" + ApiTask.segment(version);
    JsonNode answer =
        api.call("PATCH", task.path(name) + of + "/status", JSON.writeValueAsBytes(body)).body();
    if (task.output == ApiOutput.TABLE) {
      String what =
          version == null
              ? name + ", " + answer.path("updatedCount").asInt() + " versions"
              : name + " " + version;
      task.out().println(what + ": " + status);
    } else {
      task.output.item(task.out(), answer);
    }
    return ExitCode.DONE;
  }
}
