package dev.cartulary.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands on sources and those on registries have in common. */
final class DefinitionTasks {

  private DefinitionTasks() {}

  /** Every item of a list, over all of its pages. */
  static List<JsonNode> all(Api api, String path) {
    List<JsonNode> items = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page =
          api.call(
                  "GET",
                  path
                      + (path.contains("?") ? "&" : "?")
                      + "limit=1000"
                      + (cursor.isEmpty() ? "" : "&cursor=" + ApiTask.segment(cursor)))
              .body();
      page.path("items").forEach(items::add);
      cursor = page.path("nextCursor").asText("");
    } while (!cursor.isEmpty());
    return items;
  }

  /** A command on one thing. */
  abstract static class Named extends ApiTask {
    @Parameters(index = "0", paramLabel = "NAME", description = "Its name.")
    String name;
  }

  /** Prints all. */
  abstract static class Listing extends ApiTask {
    private final String path;
    private final List<ApiOutput.Column> columns;

    Listing(String path, List<ApiOutput.Column> columns) {
      this.path = path;
      this.columns = columns;
    }

    @Override
    int run(Api api) {
      output.list(out(), all(api, path), columns);
      return ExitCode.DONE;
    }
  }

  /** Prints one. */
  abstract static class Get extends Named {
    private final String path;

    Get(String path) {
      this.path = path;
    }

    @Override
    int run(Api api) {
      output.item(out(), api.call("GET", path + "/" + segment(name)).body());
      return ExitCode.DONE;
    }
  }

  /** Creates or changes those of a file. */
  abstract static class Apply extends ApiTask {

    @Option(
        names = {"-f", "--file"},
        required = true,
        paramLabel = "FILE",
        description = "The file; - is standard input.")
    String file;

    private final String path;
    private final String key;

    Apply(String path, String key) {
      this.path = path;
      this.key = key;
    }

    @Override
    int run(Api api) {
      for (DefinitionFile.Definition definition :
          DefinitionFile.read(file, MetadataArguments.read(spec, file), key)) {
        Api.Reply reply =
            api.call("PUT", path + "/" + segment(definition.name()), definition.body());
        out()
            .println(
                (reply.status() == HttpURLConnection.HTTP_CREATED ? "created " : "changed ")
                    + definition.name());
      }
      return ExitCode.DONE;
    }
  }

  /** Deletes one. */
  abstract static class Delete extends Named {
    private final String path;

    Delete(String path) {
      this.path = path;
    }

    @Override
    int run(Api api) {
      var unused = api.call("DELETE", path + "/" + segment(name));
      out().println("deleted " + name);
      return ExitCode.DONE;
    }
  }
}
