package dev.cartulary.migration;

import java.util.List;

/**
 * One step of the schema's history, the same on every engine.
 *
 * @param version a whole number from 1, without gaps
 * @param name the step in words, as its script's file name says it
 * @param tables the tables that the step creates, those that others refer to first
 */
public record SchemaStep(int version, String name, List<String> tables) {

  /** The file name of the step's script, forward and back, in the folder of each engine. */
  public String script() {
    return "V" + version + "__" + name.replace(' ', '_') + ".sql";
  }

  /** For people: {@code 2 Create registry}. */
  public String title() {
    return version + " " + name;
  }
}
