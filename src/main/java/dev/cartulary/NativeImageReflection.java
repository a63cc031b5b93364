package dev.cartulary;

import dev.cartulary.problem.FieldError;
import dev.cartulary.problem.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What the native image must keep for reflection beyond what Quarkus finds by itself, each with its
 * reason. The one proxy, of {@code sun.misc.SignalHandler} for {@link StopSignals}, stands in
 * {@code META-INF/native-image/dev.cartulary/cartulary/reachability-metadata.json}.
 */
@RegisterForReflection(
    targets = {
      // Written as JSON by ProblemMapper and ProblemWriter, which no resource method's type shows.
      Problem.class,
      FieldError.class
    },
    classNames = {
      // The answer to a batch, which is written as JSON whatever the resource method's type says.
      "dev.cartulary.metadata.MetadataAnswers$Written",
      // Written as JSON by AuditResource and AuditLines, which no resource method's type shows.
      "dev.cartulary.audit.AuditPage",
      "dev.cartulary.audit.AuditView",
      "dev.cartulary.audit.AuditView$Actor",
      "dev.cartulary.audit.AuditView$Target",
      // Connector/J makes its cache of parsed statements by name, as cachePrepStmts asks.
      "com.mysql.cj.PerConnectionLRUFactory",
      // Agroal makes the driver of the replica's pool, which no property names, by its class.
      "dev.cartulary.database.replica.ReplicaDriver",
      // StopSignals names them as texts, because the compiler warns of any other use.
      "sun.misc.Signal",
      "sun.misc.SignalHandler"
    })
final class NativeImageReflection {

  private NativeImageReflection() {}
}
