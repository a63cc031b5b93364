package dev.cartulary.migration;

import dev.cartulary.database.ActiveDatabase;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.output.RepairOutput;
import org.flywaydb.core.api.output.RepairResult;
import org.flywaydb.core.api.output.ValidateOutput;
import org.flywaydb.core.api.output.ValidateResult;

/** The steps forward, applied, checked and repaired by Flyway. */
@Singleton
class ForwardSteps {

  private final ActiveDatabase database;

  ForwardSteps(ActiveDatabase database) {
    this.database = database;
  }

  /**
   * Applies what is pending up to and including the target.
   *
   * @param connection where the step in hand is noted; Flyway works on connections of its own
   */
  List<StepResult> apply(
      Connection connection,
      int target,
      Map<String, String> placeholders,
      MigrationListener listener) {
    Progress progress = new Progress(listener, inHand(connection));
    try {
      flyway(Integer.toString(target), placeholders, progress).migrate();
    } catch (FlywayValidateException differs) {
      throw new MigrationFailed(
          "Applied steps are not as this program knows them: "
              + String.join("; ", findings(placeholders))
              + ". Another build of the same version has migrated this database: run that one, or take"
              + " its steps over with `cartulary migrate repair`.");
    } catch (FlywayException failure) {
      throw progress.failed(failure);
    }
    return progress.results;
  }

  /** Notes the step of this number as the one in hand, and that none is at 0. */
  private IntConsumer inHand(Connection connection) {
    return version -> {
      try {
        if (version == 0) {
          StepInHand.end(connection, database.engine());
        } else {
          new StepInHand(version, true).begin(connection, database.engine());
        }
      } catch (SQLException failure) {
        throw new FlywayException("the step in hand could not be noted", failure);
      }
    };
  }

  /**
   * What is wrong with the applied steps: changed scripts, failed steps; empty where all is well.
   */
  List<String> findings(Map<String, String> placeholders) {
    ValidateResult result =
        flyway("latest", placeholders, new Progress(new MigrationListener() {}, version -> {}))
            .validateWithResult();
    List<String> findings = new ArrayList<>();
    for (ValidateOutput invalid : result.invalidMigrations) {
      findings.add(invalid.version + " " + invalid.description + ": " + reason(invalid));
    }
    return findings;
  }

  private static String reason(ValidateOutput invalid) {
    return switch (invalid.errorDetails.errorCode.toString()) {
      case "CHECKSUM_MISMATCH" -> "the script differs from the one that was applied";
      case "DESCRIPTION_MISMATCH" -> "the name differs from the one that was applied";
      case "FAILED_VERSIONED_MIGRATION" -> "the step failed half-way";
      default -> invalid.errorDetails.errorMessage;
    };
  }

  /** Removes failed steps from the record and takes over the scripts' present checksums. */
  List<String> repair(Map<String, String> placeholders) {
    RepairResult result =
        flyway("latest", placeholders, new Progress(new MigrationListener() {}, version -> {}))
            .repair();
    List<String> done = new ArrayList<>();
    for (RepairOutput removed : result.migrationsRemoved) {
      done.add("removed the failed step " + removed.version + " " + removed.description);
    }
    for (RepairOutput aligned : result.migrationsAligned) {
      done.add("took over the script of step " + aligned.version + " " + aligned.description);
    }
    return done;
  }

  private Flyway flyway(String target, Map<String, String> placeholders, Progress progress) {
    return Flyway.configure()
        .dataSource(new MigrationDataSource(database))
        .resourceProvider(new ScriptResources(database.engine()))
        .javaMigrationClassProvider(List::of)
        .table(SchemaHistory.TABLE)
        .target(target)
        .placeholders(placeholders)
        .callbacks(progress)
        .createSchemas(false)
        .cleanDisabled(true)
        .outOfOrder(false)
        .validateOnMigrate(true)
        .ignoreMigrationPatterns("*:future", "*:pending")
        .baselineOnMigrate(false)
        .load();
  }

  /** Turns Flyway's events into ours, with times. */
  private static final class Progress extends BaseCallback {

    private final MigrationListener listener;
    private final IntConsumer notes;
    private final List<StepResult> results = new ArrayList<>();
    private long startedAt;
    private int inHand;

    Progress(MigrationListener listener, IntConsumer notes) {
      this.listener = listener;
      this.notes = notes;
    }

    @Override
    public boolean supports(Event event, Context context) {
      return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
      return true;
    }

    @Override
    public String getCallbackName() {
      return "progress";
    }

    @Override
    public void handle(Event event, Context context) {
      if (context.getMigrationInfo().getType() != CoreMigrationType.SQL) {
        return;
      }
      int version = Integer.parseInt(context.getMigrationInfo().getVersion().getVersion());
      SchemaStep step = SchemaSteps.step(version).orElseThrow();
      if (event == Event.BEFORE_EACH_MIGRATE) {
        inHand = version;
        notes.accept(version);
        startedAt = System.nanoTime();
        listener.started(step, true);
      } else {
        inHand = 0;
        notes.accept(0);
        StepResult result =
            new StepResult(step, true, Duration.ofNanos(System.nanoTime() - startedAt));
        results.add(result);
        listener.finished(result);
      }
    }

    MigrationFailed failed(FlywayException failure) {
      return SchemaSteps.step(inHand)
          .map(step ->
              new MigrationFailed(
                  "Migration " + step.title() + " (" + step.script() + ") failed", failure))
          .orElseGet(() -> new MigrationFailed("The migration failed", failure));
    }
  }
}
