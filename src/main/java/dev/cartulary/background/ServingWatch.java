package dev.cartulary.background;

import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Set;

/** Tells when the server serves: the schema and HTTP become ready in either order. */
@Singleton
class ServingWatch {

  private enum Part {
    SCHEMA,
    HTTP
  }

  private final BeanManager beans;
  private final Set<Part> missing = EnumSet.allOf(Part.class);

  ServingWatch(BeanManager beans) {
    this.beans = beans;
  }

  void onSchema(@Observes SchemaReady ready) {
    arrived(Part.SCHEMA);
  }

  void onHttp(@ObservesAsync HttpServerStart start) {
    arrived(Part.HTTP);
  }

  void onHttps(@ObservesAsync HttpsServerStart start) {
    arrived(Part.HTTP);
  }

  private void arrived(Part part) {
    boolean complete;
    synchronized (missing) {
      complete = missing.remove(part) && missing.isEmpty();
    }
    if (complete) {
      new Announcement<>(beans, new Serving()).tell();
    }
  }
}
