package dev.cartulary;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What the native image must keep for reflection beyond what Quarkus finds by itself, each with its
 * reason. The one proxy, of {@code sun.misc.SignalHandler} for {@link StopSignals}, stands in
 * {@code META-INF/native-image/dev.cartulary/cartulary/reachability-metadata.json}.
 */
@RegisterForReflection(
    classNames = {
      // Connector/J makes its cache of parsed statements by name, as cachePrepStmts asks.
      "com.mysql.cj.PerConnectionLRUFactory",
      // StopSignals names them as texts, because the compiler warns of any other use.
      "sun.misc.Signal",
      "sun.misc.SignalHandler"
    })
final class NativeImageReflection {

  private NativeImageReflection() {}
}
