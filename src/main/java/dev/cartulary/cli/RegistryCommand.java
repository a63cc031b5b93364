package dev.cartulary.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code cartulary registry}. */
@Command(
    name = "registry",
    description = "List, define and delete registries: named views over sources.")
class RegistryCommand implements CommandGroup {

  private static final String PATH = "/v1/registries";

  @Override
  public List<Class<?>> commands() {
    return List.of(
        RegistryCommand.Listing.class,
        RegistryCommand.Get.class,
        RegistryCommand.Apply.class,
        RegistryCommand.Delete.class);
  }

  /** {@code cartulary registry list}. */
  @Command(name = "list", description = "Print the registries by name.")
  static class Listing extends DefinitionTasks.Listing {
    Listing() {
      super(
          PATH,
          List.of(
              new ApiOutput.Column("NAME", "/name"),
              new ApiOutput.Column("ORIGIN", "/origin"),
              new ApiOutput.Column("PUBLIC", "/public"),
              new ApiOutput.Column("DEFAULT", "/status/isDefault"),
              new ApiOutput.Column("SOURCES", "/sources")));
    }
  }

  /** {@code cartulary registry get}. */
  @Command(name = "get", description = "Print a registry.")
  static class Get extends DefinitionTasks.Get {
    Get() {
      super(PATH);
    }
  }

  /** {@code cartulary registry apply}. */
  @Command(
      name = "apply",
      description = {
        "Create or change the registries of a YAML or JSON file.",
        "It holds one registry, a list, or registries: as the configuration has them. Each is a"
            + " change of its own; the first that is refused ends the command."
      })
  static class Apply extends DefinitionTasks.Apply {
    Apply() {
      super(PATH, "registries");
    }
  }

  /** {@code cartulary registry delete}. */
  @Command(name = "delete", description = "Delete a registry; its sources stay.")
  static class Delete extends DefinitionTasks.Delete {
    Delete() {
      super(PATH);
    }
  }
}
