package dev.cartulary.cli;

import dev.cartulary.metadata.MetadataOwner;
import dev.cartulary.metadata.MetadataService;
import dev.cartulary.metadata.MetadataWriter;
import jakarta.inject.Inject;
import java.io.IOException;
import picocli.CommandLine.Parameters;

/** A command on one owner's metadata. */
abstract class MetadataTask extends SchemaTask {

  @Inject MetadataService service;
  @Inject MetadataWriter writer;

  @Parameters(
      index = "0",
      paramLabel = "OWNER",
      description = "system:global, user:<id> or team:<id>.")
  String owner;

  /** Does the work; gives the exit code. */
  abstract int run(MetadataOwner owner) throws IOException;

  @Override
  final void checkArguments() {
    MetadataArguments.owner(spec, owner);
  }

  @Override
  final int run() throws IOException {
    return run(MetadataArguments.owner(spec, owner));
  }
}
