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

  private final transient Settings settings;

  public SettingsConfigSource(Settings settings, ProcessMode mode) {
    super("cartulary settings", answers(settings, mode), ORDINAL);
    this.settings = settings;
  }

  private static Map<String, String> answers(Settings settings, ProcessMode mode) {
    Map<String, String> answers = new HashMap<>();
    answers.put("quarkus.http.port", Integer.toString(settings.integer(Setting.PORT)));
    answers.put("quarkus.http.host", PropertyText.literal(settings.get(Setting.HOST).orElse("")));
    answers.put("quarkus.log.level", level(settings, mode));
    boolean json = settings.choice(Setting.LOG_FORMAT).orElse("").equals("json");
    answers.put("quarkus.log.console.json.enabled", Boolean.toString(json));
    answers.put("quarkus.shutdown.delay", settings.duration(Setting.SHUTDOWN_DELAY).toString());
    answers.put("quarkus.shutdown.timeout", settings.duration(Setting.SHUTDOWN_TIMEOUT).toString());
    if (mode != ProcessMode.SERVE) {
      answers.put("quarkus.http.host-enabled", "false");
      answers.put("quarkus.log.console.stderr", "true");
    }
    return Map.copyOf(answers);
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

  /** The settings behind the answers. */
  public Settings settings() {
    return settings;
  }
}
