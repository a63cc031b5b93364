package dev.cartulary.cli;

import picocli.CommandLine.Command;

/** {@code cartulary migrate …}: the schema of the database, looked at and changed. */
@Command(
    name = "migrate",
    description = "Show and change the schema of the database.",
    subcommands = {
      MigrateUpCommand.class,
      MigrateDownCommand.class,
      MigrateStatusCommand.class,
      MigrateResetCommand.class,
      MigrateRepairCommand.class,
      MigrateValidateCommand.class,
      MigrateWaitCommand.class
    })
class MigrateCommand {}
