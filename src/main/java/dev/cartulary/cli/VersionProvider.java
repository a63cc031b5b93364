package dev.cartulary.cli;

import dev.cartulary.config.Build;
import picocli.CommandLine.IVersionProvider;

/** The text of {@code --version}. */
class VersionProvider implements IVersionProvider {

  static final String TEXT = "cartulary " + Build.THIS.version();

  @Override
  public String[] getVersion() {
    return new String[] {TEXT};
  }
}
