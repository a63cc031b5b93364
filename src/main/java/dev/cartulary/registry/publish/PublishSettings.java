package dev.cartulary.registry.publish;

import dev.cartulary.config.Finding;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.source.rules.RepositoryHosts;
import java.util.List;

/**
 * What the settings say of publishing.
 *
 * @param repositories where the source code of servers may be
 * @param findings what is wrong with the settings
 */
public record PublishSettings(RepositoryHosts repositories, List<Finding> findings) {

  /** Reads the settings; every problem is a finding. */
  public static PublishSettings resolve(Settings settings) {
    return settings.once(PublishSettings.class, PublishSettings::read);
  }

  private static PublishSettings read(Settings settings) {
    String hosts = settings.get(Setting.PUBLISH_REPOSITORY_HOSTS).orElse(RepositoryHosts.USUAL);
    try {
      return new PublishSettings(RepositoryHosts.of(hosts), List.of());
    } catch (IllegalArgumentException wrong) {
      return new PublishSettings(
          RepositoryHosts.of(RepositoryHosts.USUAL),
          List.of(
              new Finding(
                  settings.named(Setting.PUBLISH_REPOSITORY_HOSTS),
                  wrong.getMessage(),
                  "it is not a source and its host",
                  "Write for example " + RepositoryHosts.USUAL + ",codeberg=codeberg.org")));
    }
  }
}
