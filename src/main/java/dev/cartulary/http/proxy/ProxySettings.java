package dev.cartulary.http.proxy;

import dev.cartulary.config.Finding;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The proxies in TRUSTED_PROXIES.
 *
 * @param trusted the addresses whose headers about the client count
 * @param findings what is wrong with the list
 */
public record ProxySettings(List<AddressRange> trusted, List<Finding> findings) {

  /** Reads the list. */
  public static ProxySettings resolve(Settings settings) {
    return settings.once(ProxySettings.class, ProxySettings::read);
  }

  private static ProxySettings read(Settings settings) {
    List<Finding> findings = new ArrayList<>();
    List<AddressRange> proxies = new ArrayList<>();
    for (String list : settings.get(Setting.TRUSTED_PROXIES).stream().toList()) {
      for (String item : list.split(",", -1)) {
        proxy(settings, item.strip(), findings).ifPresent(proxies::add);
      }
    }
    return new ProxySettings(List.copyOf(proxies), List.copyOf(findings));
  }

  private static Optional<AddressRange> proxy(
      Settings settings, String item, List<Finding> findings) {
    Optional<AddressRange> range = AddressRange.parse(item);
    if (range.isEmpty()) {
      findings.add(
          new Finding(
              settings.named(Setting.TRUSTED_PROXIES),
              item,
              "this is neither an address nor a range of addresses",
              "Write for example 10.0.0.0/8,192.0.2.7"));
    } else if (range.get().holdsAll()) {
      findings.add(
          new Finding(
              settings.named(Setting.TRUSTED_PROXIES),
              item,
              "this trusts every client, so that each could claim any address",
              "Name the addresses of the proxies"));
    }
    return range;
  }
}
