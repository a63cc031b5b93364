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
      // Caffeine makes the cache of KeptAnswers, and its entries, by the names of their classes.
      "com.github.benmanes.caffeine.cache.PSMW",
      "com.github.benmanes.caffeine.cache.SSMW",
      // Agroal makes the driver of the replica's pool, which no property names, by its class.
      "dev.cartulary.database.replica.ReplicaDriver",
      // JGit fills its messages, and reads the values of its settings, by reflection.
      "org.eclipse.jgit.internal.JGitText",
      "org.eclipse.jgit.api.MergeCommand$ConflictStyle",
      "org.eclipse.jgit.api.MergeCommand$FastForwardMode$Merge",
      "org.eclipse.jgit.diff.DiffAlgorithm$SupportedAlgorithm",
      "org.eclipse.jgit.diff.DiffConfig$RenameDetectionType",
      "org.eclipse.jgit.dircache.DirCache$DirCacheVersion",
      "org.eclipse.jgit.lib.BranchConfig$BranchRebaseMode",
      "org.eclipse.jgit.lib.CommitConfig$CleanupMode",
      "org.eclipse.jgit.lib.CoreConfig$AutoCRLF",
      "org.eclipse.jgit.lib.CoreConfig$CheckStat",
      "org.eclipse.jgit.lib.CoreConfig$EOL",
      "org.eclipse.jgit.lib.CoreConfig$HideDotFiles",
      "org.eclipse.jgit.lib.CoreConfig$LogRefUpdates",
      "org.eclipse.jgit.lib.CoreConfig$SymLinks",
      "org.eclipse.jgit.lib.CoreConfig$TrustLooseRefStat",
      "org.eclipse.jgit.lib.CoreConfig$TrustPackedRefsStat",
      "org.eclipse.jgit.lib.CoreConfig$TrustStat",
      "org.eclipse.jgit.lib.GcConfig$PackRefsMode",
      "org.eclipse.jgit.lib.GpgConfig$GpgFormat",
      "org.eclipse.jgit.lib.ObjectChecker$ErrorType",
      "org.eclipse.jgit.lib.SubmoduleConfig$FetchRecurseSubmodulesMode",
      "org.eclipse.jgit.submodule.SubmoduleWalk$IgnoreSubmoduleMode",
      "org.eclipse.jgit.transport.HttpConfig$HttpRedirectMode",
      "org.eclipse.jgit.transport.PushConfig$PushDefault",
      "org.eclipse.jgit.transport.PushConfig$PushRecurseSubmodulesMode",
      "org.eclipse.jgit.transport.TransferConfig$FsckMode",
      "org.eclipse.jgit.transport.TransferConfig$ProtocolVersion",
      "org.eclipse.jgit.util.sha1.SHA1$Sha1Implementation",
      // StopSignals names them as texts, because the compiler warns of any other use.
      "sun.misc.Signal",
      "sun.misc.SignalHandler"
    })
final class NativeImageReflection {

  private NativeImageReflection() {}
}
