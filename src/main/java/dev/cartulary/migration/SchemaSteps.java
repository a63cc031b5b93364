package dev.cartulary.migration;

import java.util.List;
import java.util.Optional;

/**
 * The schema that this program expects. It is written down here, and compared with the script files
 * by a test, so that a process whose schema is current learns so from one query and reads no
 * script.
 */
final class SchemaSteps {

  static final List<SchemaStep> ALL =
      List.of(
          new SchemaStep(1, "Create metadata", List.of("metadata")),
          new SchemaStep(
              2,
              "Create registry",
              List.of("source_lock", "source", "registry", "registry_source", "entry")),
          new SchemaStep(3, "Create idempotency keys", List.of("idempotency_key")),
          new SchemaStep(4, "Create encryption keys", List.of("master_key", "data_key")),
          new SchemaStep(
              5,
              "Create identities",
              List.of(
                  "identity_lock",
                  "custom_role",
                  "user_account",
                  "login_attempt",
                  "login_session",
                  "api_key",
                  "team",
                  "team_member",
                  "namespace_grant",
                  "signing_key")),
          new SchemaStep(6, "Create audit log", List.of("audit_chain", "audit_log")),
          new SchemaStep(
              7,
              "Create listings and jobs",
              List.of("listing", "staged_entry", "source_refusal", "entry_remote", "job")),
          new SchemaStep(
              8, "Seal audit log", List.of("audit_pending", "audit_checkpoint", "audit_key")));

  private SchemaSteps() {}

  static int expectedVersion() {
    return ALL.get(ALL.size() - 1).version();
  }

  static Optional<SchemaStep> step(int version) {
    return ALL.stream().filter(step -> step.version() == version).findFirst();
  }
}
