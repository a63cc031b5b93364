package dev.cartulary.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code cartulary server}. */
@Command(name = "server", description = "Check MCP servers before they are published.")
class ServerCommand implements CommandGroup {

  @Override
  public List<Class<?>> commands() {
    return List.of(ServerValidateCommand.class);
  }
}
