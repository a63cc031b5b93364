package dev.cartulary.config;

/** What is kept of the audit log, and where else it is written. */
final class AuditDefinitions {

  static final SettingDefinition AUDIT_RETENTION =
      of(
              Kind.span(1, 3_153_600_000L),
              "how long rows of the audit log are kept; without it, forever")
          .yaml("audit.retention");

  static final SettingDefinition AUDIT_LOG =
      of(
              new Kind.Text(),
              "where audit events are written as lines, besides the database: none, stdout, or the"
                  + " path of a file")
          .yaml("audit.log")
          .or("none");

  private AuditDefinitions() {}

  private static SettingDefinition of(Kind kind, String description) {
    return new SettingDefinition("Audit log", kind, description);
  }
}
