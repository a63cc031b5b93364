package dev.cartulary.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code cartulary migrate …}: the schema of the database, looked at and changed. */
@Command(name = "migrate", description = "Show and change the schema of the database.")
class MigrateCommand implements CommandGroup {

  @Override
  public List<Class<?>> commands() {
    return List.of(
        MigrateUpCommand.class,
        MigrateDownCommand.class,
        MigrateStatusCommand.class,
        MigrateResetCommand.class,
        MigrateRepairCommand.class,
        MigrateValidateCommand.class,
        MigrateWaitCommand.class);
  }
}
