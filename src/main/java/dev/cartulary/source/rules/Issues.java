package dev.cartulary.source.rules;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong; of a document with very much of it the rest is left out. */
final class Issues {

  private static final int MOST = 200;

  private final List<Issue> found = new ArrayList<>();

  void add(Issue issue) {
    if (found.size() < MOST) {
      found.add(issue);
    }
  }

  void semantic(String path, String reference, String message) {
    add(Issue.semantic(path, message, reference));
  }

  List<Issue> all() {
    return List.copyOf(found);
  }
}
