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

  static final SettingDefinition PUBLISH_PACKAGE_CHECK =
      of(
              Kind.choice("off", "listed", "public"),
              "whether the packages of a published server must name it in their package registries:"
                  + " not at all, those of the settings below at private addresses too, or those at"
                  + " public addresses only")
          .yaml("publish.packages.check")
          .or("off");

  static final SettingDefinition PUBLISH_NPM_URLS =
      of(
              new Kind.Text(),
              "base URLs of the npm registries in which packages are looked for, "
                  + "separated by commas")
          .yaml("publish.packages.npmUrls")
          .or("https://registry.npmjs.org");

  static final SettingDefinition PUBLISH_PYPI_URLS =
      of(new Kind.Text(), "base URLs of the Python package indexes")
          .yaml("publish.packages.pypiUrls")
          .or("https://pypi.org");

  static final SettingDefinition PUBLISH_NUGET_URLS =
      of(new Kind.Text(), "URLs of the service indexes of NuGet")
          .yaml("publish.packages.nugetUrls")
          .or("https://api.nuget.org/v3/index.json");

  static final SettingDefinition PUBLISH_CARGO_URLS =
      of(new Kind.Text(), "base URLs of the crate registries")
          .yaml("publish.packages.cargoUrls")
          .or("https://crates.io");

  static final SettingDefinition PUBLISH_OCI_HOSTS =
      of(
              new Kind.Text(),
              "hosts of images, separated by commas, the first one for names without "
                  + "a host; HOST=URL where its API is elsewhere")
          .yaml("publish.packages.ociHosts")
          .or(
              "docker.io=https://registry-"
                  + "1.docker.io,index.docker.io=https://registry-"
                  + "1.docker.io,ghcr.io,quay.io,mcr.microsoft.com,*.pkg.dev,*.azurecr.io");

  static final SettingDefinition PUBLISH_MCPB_HOSTS =
      of(new Kind.Text(), "hosts at which bundles may be, as files of releases")
          .yaml("publish.packages.mcpbHosts")
          .or("github.com,gitlab.com");

  private PublishDefinitions() {}

  private static SettingDefinition of(Kind kind, String description) {
    return new SettingDefinition("Publishing", kind, description);
  }
}
