package dev.cartulary.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code cartulary source}. */
@Command(
    name = "source",
    description = "List, define, sync and delete sources: where entries come from.")
class SourceCommand implements CommandGroup {

  private static final String PATH = "/v1/sources";

  @Override
  public List<Class<?>> commands() {
    return List.of(
        SourceCommand.Listing.class,
        SourceCommand.Get.class,
        SourceCommand.Apply.class,
        SourceCommand.Delete.class,
        SourceCommand.Refusals.class,
        SourceSyncCommand.class);
  }

  /** {@code cartulary source list}. */
  @Command(name = "list", description = "Print the sources by name.")
  static class Listing extends DefinitionTasks.Listing {
    Listing() {
      super(
          PATH,
          List.of(
              new ApiOutput.Column("NAME", "/name"),
              new ApiOutput.Column("KIND", "/status/kind"),
              new ApiOutput.Column("ORIGIN", "/origin"),
              new ApiOutput.Column("STATE", "/status/state"),
              new ApiOutput.Column("ENTRIES", "/status/entries"),
              new ApiOutput.Column("REFUSED", "/status/refused"),
              new ApiOutput.Column("LOADED", "/status/loadedAt"),
              new ApiOutput.Column("NEXT SYNC", "/status/nextSyncAt")));
    }
  }

  /** {@code cartulary source get}. */
  @Command(name = "get", description = "Print a source: what it is, and how it stands.")
  static class Get extends DefinitionTasks.Get {
    Get() {
      super(PATH);
    }
  }

  /** {@code cartulary source apply}. */
  @Command(
      name = "apply",
      description = {
        "Create or change the sources of a YAML or JSON file.",
        "It holds one source, a list, or sources: as the configuration has them. Each is a change of"
            + " its own; the first that is refused ends the command."
      })
  static class Apply extends DefinitionTasks.Apply {
    Apply() {
      super(PATH, "sources");
    }
  }

  /** {@code cartulary source delete}. */
  @Command(name = "delete", description = "Delete a source that no registry shows.")
  static class Delete extends DefinitionTasks.Delete {
    Delete() {
      super(PATH);
    }
  }

  /** {@code cartulary source refusals}. */
  @Command(
      name = "refusals",
      description = "Print what the last load of a source left out, or took with a warning.")
  static class Refusals extends DefinitionTasks.Named {
    @Override
    int run(Api api) {
      output.list(
          out(),
          DefinitionTasks.all(api, PATH + "/" + segment(name) + "/refusals"),
          List.of(
              new ApiOutput.Column("SEVERITY", "/severity"),
              new ApiOutput.Column("NAME", "/name"),
              new ApiOutput.Column("PLACE", "/place"),
              new ApiOutput.Column("REASON", "/reason")));
      return ExitCode.DONE;
    }
  }
}
