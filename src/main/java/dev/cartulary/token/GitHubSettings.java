package dev.cartulary.token;

import dev.cartulary.config.Finding;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.remote.Access;
import dev.cartulary.remote.RemoteUrl;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which GitHub proves who owns {@code io.github} namespaces.
 *
 * @param apiUrl the base URL of its API, without a slash at its end
 * @param issuer of the tokens of its workflows
 * @param audience that those must have; empty where they are not accepted
 * @param access how it is reached
 */
record GitHubSettings(URI apiUrl, String issuer, Optional<String> audience, Access access) {

  private static final String API = "https://api.github.com";
  private static final String ISSUER = "https://token.actions.githubusercontent.com";

  static GitHubSettings read(
      Settings settings, Set<RegistryTokenMethod> methods, List<Finding> findings) {
    boolean insecure = settings.choice(Setting.AUTH_INSECURE_URLS).orElse("").equals("true");
    Optional<String> audience =
        settings
            .get(Setting.AUTH_GITHUB_OIDC_AUDIENCE)
            .map(String::strip)
            .filter(a -> !a.isEmpty());
    if (methods.contains(RegistryTokenMethod.GITHUB_OIDC) && audience.isEmpty()) {
      findings.add(
          new Finding(
              settings.named(Setting.AUTH_GITHUB_OIDC_AUDIENCE),
              null,
              "the method github-oidc needs an audience, else tokens that workflows get for other"
                  + " programs would be accepted",
              "Write what the workflows ask for, for example the URL of this registry"));
    }
    return new GitHubSettings(
        URI.create(url(settings, Setting.AUTH_GITHUB_API_URL, API, insecure, findings)),
        url(settings, Setting.AUTH_GITHUB_OIDC_ISSUER, ISSUER, insecure, findings),
        audience,
        new Access(
            Optional.empty(),
            Optional.empty(),
            settings.choice(Setting.AUTH_GITHUB_PRIVATE_ADDRESS).orElse("").equals("true"),
            insecure,
            "AUTH_GITHUB_PRIVATE_ADDRESS"));
  }

  private static String url(
      Settings settings, Setting setting, String usual, boolean insecure, List<Finding> findings) {
    String url = settings.get(setting).orElse(usual).strip().replaceFirst("/+$", "");
    Optional<String> problem = RemoteUrl.problem(url, insecure);
    problem.ifPresent(clause ->
        findings.add(
            new Finding(
                settings.named(setting),
                url,
                clause,
                "Write it as " + usual + ", with your host")));
    return problem.isPresent() ? usual : url;
  }
}
