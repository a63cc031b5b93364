package dev.cartulary.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.job.JobRunner;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cartulary source sync}. */
@Command(
    name = "sync",
    description = {
      "Read all of a source again, as a job, and show how far it is.",
      "A server does it. On the database, without one, this command does it after some seconds."
    })
class SourceSyncCommand extends DefinitionTasks.Named {

  /** Servers look for jobs every five seconds. */
  private static final Duration FOR_A_SERVER = Duration.ofSeconds(7);

  @Option(
      names = "--no-wait",
      description = "Print the job's id and do not wait for a server to do it.")
  boolean noWait;

  @Inject JobRunner runner;

  private final AtomicBoolean over = new AtomicBoolean();
  private volatile boolean here;
  private long looked;

  @Override
  int run(Api api) {
    if (!isRemote()) {
      runner.endAbandoned();
    }
    JsonNode job = api.call("POST", "/v1/sources/" + segment(name) + "/sync").body();
    String id = job.path("id").asText();
    if (noWait) {
      if (output == ApiOutput.TABLE) {
        out().println(id);
      } else {
        output.item(out(), job);
      }
      return ExitCode.DONE;
    }
    ProgressBar bar =
        new ProgressBar(
            err(),
            "sync of " + name,
            ProgressBar.Style.of(System.getenv()),
            Duration.ZERO,
            System::nanoTime);
    Thread leaving = new Thread(() -> left(bar, id), "left");
    Runtime.getRuntime().addShutdownHook(leaving);
    try {
      return end(bar, wait(api, id, job, bar));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(ProblemType.SERVER_BUSY, "Job " + id + " was not waited for.", e);
    } finally {
      over.set(true);
      bar.clear();
    }
  }

  private JsonNode wait(Api api, String id, JsonNode job, ProgressBar bar)
      throws InterruptedException {
    looked = System.nanoTime();
    return new JobWait(api, id)
        .untilEnd(
            job,
            now -> {
              if (!isRemote() && !here && System.nanoTime() - looked > FOR_A_SERVER.toNanos()) {
                looked = System.nanoTime();
                standIn(now.path("status").asText(), id);
              }
              if (!JobWait.isEnded(now)) {
                bar.at(
                    now.path("progress").asDouble(),
                    now.path("message").asText(now.path("status").asText()));
              }
            });
  }

  /** For a server that is not there, or has died. */
  private void standIn(String status, String id) {
    if (status.equals("queued")) {
      here = runner.takeOver(id);
    } else {
      runner.endAbandoned();
    }
  }

  private int end(ProgressBar bar, JsonNode job) {
    boolean done = job.path("status").asText().equals("succeeded");
    if (done) {
      bar.at(1, "");
    }
    bar.clear();
    if (output != ApiOutput.TABLE) {
      output.item(out(), job);
    } else if (done) {
      out().println("synced " + name + ": " + job.path("message").asText());
    }
    if (!done) {
      err()
          .println(
              "cartulary: the sync of "
                  + name
                  + " is "
                  + job.path("status").asText()
                  + (job.hasNonNull("error") ? ": " + job.path("error").asText() : ""));
    }
    return done ? ExitCode.DONE : ExitCode.FAILED;
  }

  /** Says what becomes of the job where this process is ended while it waits. */
  private void left(ProgressBar bar, String id) {
    if (!over.get()) {
      bar.clear();
      err()
          .println(
              here
                  ? "cartulary: the sync has ended with this command; what the source had stays"
                  : "cartulary: job "
                      + id
                      + " is not waited for any more, and goes on: GET /v1/jobs/"
                      + id);
      err().flush();
    }
  }
}
