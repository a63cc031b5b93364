package dev.cartulary.database;

import dev.cartulary.config.Finding;
import java.util.ArrayList;
import java.util.List;

/** Collects what is to be said about the database settings while they are read. */
final class Notes {
  final List<Finding> findings = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();

  void wrong(String setting, String value, String problem, String fix) {
    findings.add(new Finding(setting, value, problem, fix));
  }

  void wrong(String setting, String problem, String fix) {
    findings.add(new Finding(setting, null, problem, fix));
  }

  void warn(String sentence) {
    if (!warnings.contains(sentence)) {
      warnings.add(sentence);
    }
  }
}
