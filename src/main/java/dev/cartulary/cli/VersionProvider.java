package dev.cartulary.cli;

import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.IVersionProvider;

/** The text of {@code --version}. */
class VersionProvider implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "cartulary "
          + ConfigProvider.getConfig()
              .getOptionalValue("quarkus.application.version", String.class)
              .orElse("unknown")
    };
  }
}
