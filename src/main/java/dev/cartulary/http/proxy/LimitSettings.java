package dev.cartulary.http.proxy;

import dev.cartulary.config.Finding;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings of this package that are lists.
 *
 * @param trustedProxies whose word on the client counts
 * @param origins the origins whose pages may call {@code /v1}, as browsers write them
 * @param findings what is wrong with either
 */
public record LimitSettings(
    List<AddressRange> trustedProxies, Set<String> origins, List<Finding> findings) {

  private static final Pattern ORIGIN =
      Pattern.compile("(https?)://([a-z0-9.-]+|\\[[0-9a-f:.]+\\])(?::([0-9]{1,5}))?");

  /** Reads both lists. */
  public static LimitSettings resolve(Settings settings) {
    return settings.once(LimitSettings.class, LimitSettings::read);
  }

  private static LimitSettings read(Settings settings) {
    List<Finding> findings = new ArrayList<>();
    List<AddressRange> proxies = new ArrayList<>();
    Set<String> origins = new LinkedHashSet<>();
    items(settings, Setting.TRUSTED_PROXIES)
        .forEach(item -> proxy(settings, item, findings).ifPresent(proxies::add));
    items(settings, Setting.CORS_ORIGINS)
        .forEach(item -> origin(settings, item, findings).ifPresent(origins::add));
    return new LimitSettings(List.copyOf(proxies), Set.copyOf(origins), List.copyOf(findings));
  }

  private static Stream<String> items(Settings settings, Setting setting) {
    return settings.get(setting).stream()
        .flatMap(list -> Stream.of(list.split(",", -1)))
        .map(String::strip);
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

  private static Optional<String> origin(Settings settings, String item, List<Finding> findings) {
    String origin = item.toLowerCase(Locale.ROOT);
    if (ORIGIN.matcher(origin).matches()) {
      return Optional.of(withoutDefaultPort(origin));
    }
    findings.add(
        new Finding(
            settings.named(Setting.CORS_ORIGINS),
            item,
            item.equals("*")
                ? "any page could call the server through the browser of whoever looks at it"
                : "this is no origin: a scheme, a host, and a port where it is not the usual one",
            "Name the origins, for example https://app.example.com"));
    return Optional.empty();
  }

  /** Browsers leave the usual port out (RFC 6454, 6.1). */
  private static String withoutDefaultPort(String origin) {
    URI uri = URI.create(origin);
    boolean usual = uri.getPort() == (origin.startsWith("https:") ? 443 : 80);
    return usual ? origin.substring(0, origin.lastIndexOf(':')) : origin;
  }
}
