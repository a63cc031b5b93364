package dev.cartulary.config;

import io.smallrye.config.common.MapBackedConfigSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Answers Quarkus's questions about HTTP and logging from the {@link Settings}. */
public final class SettingsConfigSource extends MapBackedConfigSource {
  /**
   * Above application.properties (250), below a QUARKUS_ variable (300) and a system property
   * (400).
   */
  public static final int ORDINAL = 290;

  private static final long serialVersionUID = 1L;

  public SettingsConfigSource(Settings settings, ProcessMode mode) {
    super("cartulary settings", answers(settings, mode), ORDINAL);
  }

  private static Map<String, String> answers(Settings settings, ProcessMode mode) {
    Map<String, String> answers = new HashMap<>();
    answers.put("quarkus.http.port", Integer.toString(settings.integer(Setting.PORT)));
    answers.put("quarkus.http.host", PropertyText.literal(settings.get(Setting.HOST).orElse("")));
    answers.put("quarkus.log.level", level(settings, mode));
    boolean json = settings.choice(Setting.LOG_FORMAT).orElse("").equals("json");
    answers.put("quarkus.log.console.json.enabled", Boolean.toString(json));
    // The delay and the timeout of a stop are GracefulStop's; what is cut off after them ends soon.
    answers.put("quarkus.thread-pool.shutdown-timeout", "5S");
    limits(settings, answers);
    if (mode != ProcessMode.SERVE) {
      answers.put("quarkus.http.host-enabled", "false");
      answers.put("quarkus.log.console.stderr", "true");
    }
    return Map.copyOf(answers);
  }

  /**
   * What the HTTP server refuses by itself, with a bare status. Package http.limit answers at half
   * of what is allowed here for the URL and the headers, with a body that says so.
   */
  private static void limits(Settings settings, Map<String, String> answers) {
    String limits = "quarkus.http.limits.";
    answers.put(limits + "max-body-size", text(settings.bytes(Setting.MAX_BODY_SIZE)));
    answers.put(limits + "max-header-size", text(2 * settings.bytes(Setting.MAX_HEADER_SIZE)));
    answers.put(
        limits + "max-initial-line-length", text(2 * settings.integer(Setting.MAX_URL_LENGTH)));
    answers.put("quarkus.http.idle-timeout", settings.duration(Setting.IDLE_TIMEOUT).toString());
    answers.put("quarkus.http.read-timeout", settings.duration(Setting.REQUEST_TIMEOUT).toString());
  }

  private static String text(int number) {
    return Integer.toString(number);
  }

  /**
   * A command prints its result; only what the user asks for, or a warning, may stand beside it.
   */
  private static String level(Settings settings, ProcessMode mode) {
    boolean quiet = mode != ProcessMode.SERVE && settings.given(Setting.LOG_LEVEL).isEmpty();
    return quiet
        ? "WARN"
        : settings.choice(Setting.LOG_LEVEL).orElse("info").toUpperCase(Locale.ROOT);
  }
}
