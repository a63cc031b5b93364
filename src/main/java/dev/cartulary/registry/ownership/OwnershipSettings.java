package dev.cartulary.registry.ownership;

import dev.cartulary.config.Finding;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.remote.RemoteUrl;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which package registries are asked.
 *
 * @param checked whether packages are checked at all
 * @param privateHosts hosts that may be at private addresses
 * @param npm base URLs; so of PyPI, NuGet (of service indexes) and Cargo
 * @param oci by the host in an image's name, the base URL of its API; empty for the host itself
 * @param mcpb hosts of bundles
 * @param findings what is wrong with the settings
 */
public record OwnershipSettings(
    boolean checked,
    Set<String> privateHosts,
    BaseUrls npm,
    BaseUrls pypi,
    BaseUrls nuget,
    BaseUrls cargo,
    Map<String, String> oci,
    List<String> mcpb,
    List<Finding> findings) {

  private static final Pattern HOST =
      Pattern.compile("(?:\\*\\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?");

  /** Reads the settings; every problem is a finding. */
  public static OwnershipSettings resolve(Settings settings) {
    return settings.once(OwnershipSettings.class, OwnershipSettings::read);
  }

  private static OwnershipSettings read(Settings settings) {
    String mode = settings.choice(Setting.PUBLISH_PACKAGE_CHECK).orElse("off");
    List<Finding> findings = new ArrayList<>();
    BaseUrls npm = urls(settings, Setting.PUBLISH_NPM_URLS, findings);
    BaseUrls pypi = urls(settings, Setting.PUBLISH_PYPI_URLS, findings);
    BaseUrls nuget = urls(settings, Setting.PUBLISH_NUGET_URLS, findings);
    BaseUrls cargo = urls(settings, Setting.PUBLISH_CARGO_URLS, findings);
    Map<String, String> oci = oci(settings, findings);
    List<String> mcpb = hosts(settings, findings);
    Set<String> privateHosts = new LinkedHashSet<>();
    if (mode.equals("listed")) {
      for (BaseUrls some : List.of(npm, pypi, nuget, cargo)) {
        some.urls().forEach(url -> privateHosts.add(URI.create(url).getRawAuthority()));
      }
      oci.forEach((host, url) -> {
        if (!host.startsWith("*.")) {
          privateHosts.add(url.isEmpty() ? host : URI.create(url).getRawAuthority());
        }
      });
      privateHosts.addAll(mcpb);
    }
    return new OwnershipSettings(
        !mode.equals("off"),
        Set.copyOf(privateHosts),
        npm,
        pypi,
        nuget,
        cargo,
        oci,
        mcpb,
        List.copyOf(findings));
  }

  private static List<String> items(Settings settings, Setting setting) {
    List<String> items = new ArrayList<>();
    for (String item : settings.get(setting).orElse("").split(",", -1)) {
      if (!item.isBlank()) {
        items.add(item.strip());
      }
    }
    return items;
  }

  private static BaseUrls urls(Settings settings, Setting setting, List<Finding> findings) {
    List<String> urls = new ArrayList<>();
    for (String item : items(settings, setting)) {
      url(settings, setting, item, findings).ifPresent(urls::add);
    }
    return new BaseUrls(urls);
  }

  private static Optional<String> url(
      Settings settings, Setting setting, String item, List<Finding> findings) {
    Optional<String> problem = RemoteUrl.problem(item, false);
    problem.ifPresent(clause ->
        findings.add(
            new Finding(
                settings.named(setting), item, clause, "Write base URLs separated by commas")));
    return problem.isPresent() ? Optional.empty() : Optional.of(item.replaceFirst("/+$", ""));
  }

  private static Map<String, String> oci(Settings settings, List<Finding> findings) {
    Map<String, String> hosts = new LinkedHashMap<>();
    for (String item : items(settings, Setting.PUBLISH_OCI_HOSTS)) {
      String[] parts = item.split("=", 2);
      if (!HOST.matcher(parts[0]).matches()) {
        findings.add(noHost(settings, Setting.PUBLISH_OCI_HOSTS, item));
      } else if (parts.length == 1) {
        hosts.put(parts[0], "");
      } else {
        url(settings, Setting.PUBLISH_OCI_HOSTS, parts[1], findings)
            .ifPresent(url -> hosts.put(parts[0], url));
      }
    }
    return java.util.Collections.unmodifiableMap(hosts);
  }

  private static List<String> hosts(Settings settings, List<Finding> findings) {
    List<String> hosts = new ArrayList<>();
    for (String item : items(settings, Setting.PUBLISH_MCPB_HOSTS)) {
      if (HOST.matcher(item).matches()) {
        hosts.add(item);
      } else {
        findings.add(noHost(settings, Setting.PUBLISH_MCPB_HOSTS, item));
      }
    }
    return hosts;
  }

  private static Finding noHost(Settings settings, Setting setting, String item) {
    return new Finding(
        settings.named(setting),
        item,
        "it is not a host",
        "Write for example registry.example.com");
  }
}
