package dev.cartulary.cli;

import picocli.CommandLine.Command;

/** Named so that help lists it; the server itself is started by {@code Main}. */
@Command(name = "serve", description = "Start the server. This is what happens with no command.")
class ServeCommand {}
