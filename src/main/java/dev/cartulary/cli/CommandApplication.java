package dev.cartulary.cli;

import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.util.EnumMap;
import picocli.CommandLine;

/** Runs one command inside the container, without HTTP. */
public class CommandApplication implements QuarkusApplication {

  @Inject CommandLine.IFactory factory;

  @Override
  public int run(String... arguments) {
    return CartularyCommand.create(factory, new EnumMap<>(dev.cartulary.config.Setting.class))
        .setExecutionExceptionHandler(new ErrorPrinter())
        .execute(arguments);
  }
}
