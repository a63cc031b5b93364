package dev.cartulary.database.url;

import dev.cartulary.config.Finding;
import java.util.ArrayList;
import java.util.List;

/** Collects what is to be said about the database settings while they are read. */
public final class Notes {
  public final List<Finding> findings = new ArrayList<>();
  public final List<String> warnings = new ArrayList<>();

  public void wrong(String setting, String value, String problem, String fix) {
    findings.add(new Finding(setting, value, problem, fix));
  }

  public void wrong(String setting, String problem, String fix) {
    findings.add(new Finding(setting, null, problem, fix));
  }

  public void warn(String sentence) {
    if (!warnings.contains(sentence)) {
      warnings.add(sentence);
    }
  }
}
