package dev.cartulary.config;

/** What may be published, and how it is checked. */
final class PublishDefinitions {

  static final SettingDefinition PUBLISH_REPOSITORY_HOSTS =
      of(
              new Kind.Text(),
              "where the source code of published servers may be, as SOURCE=HOST separated by"
                  + " commas; a source may have several hosts")
          .yaml("publish.repositoryHosts")
          .or("github=github.com,gitlab=gitlab.com");

  static final SettingDefinition PUBLISH_DELETE =
      of(
              Kind.choice("true", "false"),
              "whether DELETE of a version is taken, which gives it the status deleted")
          .yaml("publish.delete")
          .or("false");

  private PublishDefinitions() {}

  private static SettingDefinition of(Kind kind, String description) {
    return new SettingDefinition("Publishing", kind, description);
  }
}
