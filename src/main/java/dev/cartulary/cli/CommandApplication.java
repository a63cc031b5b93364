package dev.cartulary.cli;

import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.List;
import picocli.CommandLine;

/** Runs one command inside the container, without HTTP. */
public class CommandApplication implements QuarkusApplication {

  @Inject CommandLine.IFactory factory;
  @Inject Settings settings;

  @Override
  public int run(String... arguments) {
    return CartularyCommand.create(factory, new EnumMap<>(Setting.class), List.of(arguments))
        .setExecutionExceptionHandler(new ErrorPrinter(settings))
        .setParameterExceptionHandler(CommandApplication::wrongUse)
        .execute(arguments);
  }

  /** Says what Invocation says; the whole usage, with every setting, would bury the sentence. */
  private static int wrongUse(CommandLine.ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    command.getErr().println("cartulary: " + WrongUse.sentence(failure));
    command.getErr().println("Run `" + command.getCommandSpec().qualifiedName() + " --help`.");
    return ExitCode.USAGE;
  }
}
