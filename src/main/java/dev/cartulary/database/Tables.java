package dev.cartulary.database;

import java.util.List;

/** The tables of Cartulary's schema, in an order in which rows can be inserted. */
public final class Tables {

  /** Every table but the migration history. */
  public static final List<String> OURS =
      List.of(
          "metadata",
          "source_lock",
          "source",
          "registry",
          "registry_source",
          "entry",
          "listing",
          "staged_entry",
          "source_refusal",
          "entry_remote",
          "job",
          "idempotency_key",
          "master_key",
          "data_key",
          "identity_lock",
          "custom_role",
          "user_account",
          "login_attempt",
          "login_session",
          "api_key",
          "team",
          "team_member",
          "namespace_grant",
          "signing_key",
          "audit_chain",
          "audit_log",
          "audit_pending",
          "audit_checkpoint",
          "audit_key");

  /** The migration history. Not Flyway's own name, which other programs may use for theirs. */
  public static final String HISTORY = "cartulary_schema_history";

  /** Which step a process has begun and not ended; only on MySQL. */
  public static final String STEP_IN_HAND = "cartulary_schema_step";

  private Tables() {}
}
