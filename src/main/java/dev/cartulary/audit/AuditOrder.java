package dev.cartulary.audit;

import dev.cartulary.problem.ProblemException;
import java.util.Locale;

/** The order of a list, by the rows' numbers. */
enum AuditOrder {
  ASC(">"),
  DESC("<");

  private final String sign;

  AuditOrder(String sign) {
    this.sign = sign;
  }

  /** How a row's number compares with that of a row before it. */
  String sign() {
    return sign;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the word of a request.
   *
   * @throws ProblemException an invalid request, where it is another one
   */
  static AuditOrder read(String word) {
    return switch (word) {
      case "asc" -> ASC;
      case "desc" -> DESC;
      default -> throw ProblemException.invalid("order", "write asc or desc");
    };
  }
}
