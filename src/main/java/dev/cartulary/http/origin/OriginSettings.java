package dev.cartulary.http.origin;

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

/**
 * The origins in CORS_ORIGINS.
 *
 * @param origins the origins whose pages may call {@code /v1}, as browsers write them
 * @param findings what is wrong with the list
 */
public record OriginSettings(Set<String> origins, List<Finding> findings) {

  private static final Pattern ORIGIN =
      Pattern.compile("(https?)://([a-z0-9.-]+|\\[[0-9a-f:.]+\\])(?::([0-9]{1,5}))?");

  /** Reads the list. */
  public static OriginSettings resolve(Settings settings) {
    return settings.once(OriginSettings.class, OriginSettings::read);
  }

  private static OriginSettings read(Settings settings) {
    List<Finding> findings = new ArrayList<>();
    Set<String> origins = new LinkedHashSet<>();
    for (String list : settings.get(Setting.CORS_ORIGINS).stream().toList()) {
      for (String item : list.split(",", -1)) {
        origin(settings, item.strip(), findings).ifPresent(origins::add);
      }
    }
    return new OriginSettings(Set.copyOf(origins), List.copyOf(findings));
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
