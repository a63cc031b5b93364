package dev.cartulary.http.status;

import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.impl.MimeMapping;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The page to try the API. Quarkus's own handler serves its files through a cache in the temporary
 * directory, which need not be there.
 */
@Singleton
class ApiPage {

  private static final String PATH = "/q/swagger-ui/";

  /** Where the build puts the files of the page. */
  private static final String FILES =
      "META-INF/io.smallrye_smallrye-open-api-ui__jar/META-INF/resources/openapi-ui/";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

  private final boolean served;

  ApiPage(Settings settings) {
    this.served = !settings.get(Setting.SWAGGER_UI).equals(Optional.of("false"));
  }

  void register(@Observes Router router) {
    if (served) {
      router.get(PATH + "*").order(1).blockingHandler(ApiPage::answer, false);
    } else {
      router.route("/q/swagger-ui*").order(1).handler(context -> context.fail(404));
    }
  }

  private static void answer(RoutingContext context) {
    String path = context.normalizedPath();
    String name = path.equals(PATH) ? "index.html" : path.substring(PATH.length());
    if (!NAME.matcher(name).matches()) {
      context.next();
      return;
    }
    ClassLoader classes = Thread.currentThread().getContextClassLoader();
    try (InputStream file = classes.getResourceAsStream(FILES + name)) {
      if (file == null) {
        context.next();
        return;
      }
      String type = MimeMapping.getMimeTypeForFilename(name);
      context
          .response()
          .putHeader("Content-Type", type == null ? "application/octet-stream" : type)
          .end(Buffer.buffer(file.readAllBytes()));
    } catch (IOException e) {
      context.fail(e);
    }
  }
}
