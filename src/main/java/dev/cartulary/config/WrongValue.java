package dev.cartulary.config;

import java.util.List;
import java.util.Map;

/** What is said of a value that its setting does not take. */
final class WrongValue {

  private WrongValue() {}

  /** One finding for each value that is wrong. */
  static List<Finding> in(Map<Setting, Given> values) {
    return values.entrySet().stream()
        .flatMap(entry -> {
          Setting setting = entry.getKey();
          Given given = entry.getValue();
          return setting.kind().problem(given.value()).stream()
              .map(problem -> finding(setting, given, problem));
        })
        .toList();
  }

  private static Finding finding(Setting setting, Given value, String problem) {
    String shown = setting.holdsUrl() ? Masking.url(value.value()) : value.value();
    return new Finding(
        value.name(),
        setting.secret() && !setting.holdsUrl() ? Masking.MASK : shown,
        problem,
        advice(setting, value.value()));
  }

  private static String advice(Setting setting, String value) {
    if (Given.isQuoted(value)) {
      return "Remove the quotes around it, which `docker run --env-file` hands on";
    }
    return setting
        .kind()
        .advice(value)
        .or(() -> setting.defaultValue().map(example -> "Use for example " + example))
        .orElse("Correct or remove it");
  }
}
