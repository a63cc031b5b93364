package dev.cartulary.config;

/** What is kept of jobs. */
final class JobDefinitions {

  static final SettingDefinition JOB_RETENTION =
      new SettingDefinition(
              "Jobs", Kind.span(60, 315_360_000L), "how long jobs that have ended are kept")
          .yaml("jobs.retention")
          .or("7d");

  private JobDefinitions() {}
}
