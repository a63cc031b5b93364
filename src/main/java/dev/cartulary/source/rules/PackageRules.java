package dev.cartulary.source.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for one package of a server. */
final class PackageRules {

  private static final List<String> ARGUMENTS = List.of("runtimeArguments", "packageArguments");
  private static final Pattern WRONG_IN_NAME = Pattern.compile("[<>$\\s]");

  private PackageRules() {}

  static void check(JsonNode given, String path, Issues issues) {
    if (Json.text(given, "identifier").chars().anyMatch(Character::isWhitespace)) {
      issues.semantic(
          path + ".identifier",
          "package-name-has-spaces",
          "package identifier cannot contain spaces");
    }
    VersionRules.check(Json.text(given, "version"), path + ".version", issues);
    for (String list : ARGUMENTS) {
      for (int i = 0; i < given.path(list).size(); i++) {
        checkArgument(given.path(list).path(i), path + "." + list + "[" + i + "]", issues);
      }
    }
    TransportRules.checkPackage(
        given.path("transport"), path + ".transport", variables(given), issues);
  }

  private static void checkArgument(JsonNode argument, String path, Issues issues) {
    if (!Json.text(argument, "type").equals("named")) {
      return;
    }
    String name = Json.text(argument, "name");
    if (name.isEmpty()) {
      issues.semantic(
          path + ".name", "named-argument-name-required", "a named argument needs a name");
      return;
    }
    if (WRONG_IN_NAME.matcher(name).find()) {
      issues.semantic(
          path + ".name",
          "invalid-named-argument-name",
          "the name of an argument has none of < > $ and no blanks: \"" + name + "\"");
    }
    if (Json.text(argument, "value").startsWith(name)) {
      issues.semantic(
          path + ".value",
          "argument-value-starts-with-name",
          "the value must not begin with the argument's name: write only what follows it");
    }
    if (Json.text(argument, "default").startsWith(name)) {
      issues.semantic(
          path + ".default",
          "argument-default-starts-with-name",
          "the default must not begin with the argument's name: write only what follows it");
    }
  }

  /** What the URL of the package's transport may take from its other members. */
  private static Set<String> variables(JsonNode given) {
    Set<String> names = new HashSet<>();
    given.path("environmentVariables").forEach(one -> names.add(Json.text(one, "name")));
    for (String list : ARGUMENTS) {
      given
          .path(list)
          .forEach(argument -> {
            names.add(Json.text(argument, "name"));
            names.add(Json.text(argument, "valueHint"));
          });
    }
    return names;
  }
}
