package dev.cartulary.source;

import dev.cartulary.config.ConfigNode;
import dev.cartulary.config.DurationText;
import dev.cartulary.config.Finding;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the readers of definitions share: values of a form that is common, and what is wrong with
 * them.
 *
 * @param origin where the definition comes from: some things only one origin may say
 * @param base where relative paths of the configuration start
 * @param findings what was found wrong so far
 */
record DefinitionReading(DefinitionOrigin origin, Path base, List<Finding> findings) {

  static DefinitionReading of(DefinitionOrigin origin, Path base) {
    return new DefinitionReading(origin, base, new ArrayList<>());
  }

  boolean isApi() {
    return origin == DefinitionOrigin.API;
  }

  void wrong(ConfigNode node, @Nullable String value, String problem, String fix) {
    findings.add(new Finding(node.place(), value, problem, fix));
  }

  /** The text under a key; a key without a text is wrong. */
  Optional<String> text(ConfigNode node, String key, String fix) {
    if (!node.entries().containsKey(key)) {
      return Optional.empty();
    }
    ConfigNode given = node.under(key);
    String text = given.scalar().orElse("").strip();
    if (text.isEmpty()) {
      wrong(given, null, "it is empty", fix);
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /** The duration under a dotted path, within limits; empty where none is given or it is wrong. */
  Optional<Duration> duration(
      ConfigNode node, String dotted, Duration least, Duration greatest, String fix) {
    Optional<ConfigNode> given = node.at(dotted);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    String text = given.get().scalar().orElse("");
    Optional<Duration> duration = DurationText.parse(text);
    if (duration.isPresent()
        && duration.get().compareTo(least) >= 0
        && duration.get().compareTo(greatest) <= 0) {
      return duration;
    }
    wrong(
        given.get(),
        text,
        duration.isEmpty()
            ? "it is not a duration"
            : "it is not between " + DurationText.of(least) + " and " + DurationText.of(greatest),
        fix);
    return Optional.empty();
  }

  boolean bool(ConfigNode node, String key, boolean otherwise) {
    Optional<ConfigNode> given = node.get(key);
    String text = given.flatMap(ConfigNode::scalar).orElse(String.valueOf(otherwise));
    if (!text.equals("true") && !text.equals("false")) {
      wrong(given.orElse(node), text, "it is not true or false", "Write true or false");
      return otherwise;
    }
    return text.equals("true");
  }

  /** A path of the file system. In the configuration it may be relative to that file. */
  Optional<Path> path(ConfigNode node, String key, String fix) {
    Optional<String> text = text(node, key, fix);
    ConfigNode given = node.under(key);
    try {
      Optional<Path> path = text.map(Path::of);
      if (path.isPresent() && !path.get().isAbsolute() && isApi()) {
        wrong(given, text.get(), "it is not an absolute path", "Write the path from the root on");
        return Optional.empty();
      }
      return path.map(p -> base.resolve(p).normalize());
    } catch (InvalidPathException e) {
      wrong(given, text.orElse(""), "it is not a path", fix);
      return Optional.empty();
    }
  }

  /** A file with a credential or whom to trust: its path is absolute in the configuration, too. */
  Optional<Path> secretFile(ConfigNode node, String key) {
    String fix = "Write the absolute path of a file that holds it";
    Optional<String> text = text(node, key, fix);
    ConfigNode given = node.under(key);
    try {
      Optional<Path> path = text.map(Path::of);
      if (path.isPresent() && !path.get().isAbsolute()) {
        wrong(given, text.get(), "it is not an absolute path", fix);
        return Optional.empty();
      }
      return path.map(Path::normalize);
    } catch (InvalidPathException e) {
      wrong(given, text.orElse(""), "it is not a path", fix);
      return Optional.empty();
    }
  }

  /** An absolute URL with one of these schemes and a host, without a password in it. */
  Optional<URI> url(ConfigNode node, String key, Set<String> schemes, String example) {
    String fix = "Write a URL such as " + example;
    Optional<String> text = text(node, key, fix);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    ConfigNode given = node.under(key);
    try {
      URI url = new URI(text.get());
      String scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
      if (url.getRawUserInfo() != null) {
        // Not shown: it may hold a password.
        wrong(given, null, "it holds a user or a password", "Put the credential into a file");
      } else if (!schemes.contains(scheme) || url.getHost() == null) {
        wrong(given, text.get(), "it is not a URL of the form " + example, fix);
      } else if (url.getRawFragment() != null) {
        wrong(given, text.get(), "it ends with a fragment", "Remove what follows #");
      } else {
        return Optional.of(url);
      }
    } catch (URISyntaxException e) {
      wrong(given, text.get(), "it is not a URL", fix);
    }
    return Optional.empty();
  }
}
