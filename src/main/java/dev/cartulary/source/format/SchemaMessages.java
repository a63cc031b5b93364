package dev.cartulary.source.format;

import com.networknt.schema.i18n.MessageSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * The validator's own messages in English, whatever the machine's language is. Read as a plain
 * resource: a native executable would need the resource bundle registered in each language.
 */
final class SchemaMessages implements MessageSource {

  private static final String RESOURCE = "/jsv-messages.properties";

  private final Properties patterns = new Properties();

  SchemaMessages() {
    try (InputStream stream = MessageSource.class.getResourceAsStream(RESOURCE)) {
      if (stream != null) {
        patterns.load(stream);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String getMessage(
      String key, Supplier<String> otherwise, Locale locale, Object... arguments) {
    String pattern = patterns.getProperty(key);
    return pattern == null
        ? otherwise.get()
        : new MessageFormat(pattern, Locale.ROOT).format(arguments);
  }
}
