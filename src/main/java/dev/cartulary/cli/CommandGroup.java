package dev.cartulary.cli;

import java.util.List;

/** A command that only holds others: {@code cartulary migrate}. */
interface CommandGroup {

  /** The classes of its commands, in the order of help. */
  List<Class<?>> commands();
}
