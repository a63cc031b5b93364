package dev.cartulary.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cartulary.testing.FaultTable;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.TestEngine;
import dev.cartulary.testing.Troubleshooting;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to the SQLite file when its disk is full: a small tmpfs, which only root mounts. */
class SqliteDiskFullIT {

  private static final String ITEMS = "/v1/metadata/system:global/";
  private static final String SIZE = "8m";
  private static final int RESERVE_BYTES = 2 << 20;
  private static final int MOST_ITEMS = 100;

  private Path disk;
  private boolean mounted;

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    disk = Files.createTempDirectory("cartulary-disk-");
    mounted = run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", disk.toString());
    assumeTrue(mounted, "a tmpfs cannot be mounted here (not root, or a container)");
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    if (mounted) {
      run("umount", disk.toString());
    }
    Files.deleteIfExists(disk);
  }

  @Test
  void aFullDiskIs503LosesNothingAndWritesGoOnOnceThereIsRoom() throws IOException {
    Path reserve = disk.resolve("reserve");
    Files.write(reserve, new byte[RESERVE_BYTES]);
    try (Program program =
        Program.start(Map.of("DATABASE_URL", "sqlite:" + disk.resolve("cartulary.db")))) {
      int stored = 0;
      HttpResponse<String> answer = put(program, stored);
      while (answer.statusCode() == 201 && stored < MOST_ITEMS) {
        answer = put(program, ++stored);
      }
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(507);
      assertThat(answer.body()).contains("\"storage_full\"");
      Troubleshooting.assertShown("the-disk-is-full", answer.body());
      assertThat(stored).isPositive();
      for (int i = 0; i < stored; i++) {
        assertThat(program.get(ITEMS + i).body()).contains(value(i));
      }
      assertThat(program.get(ITEMS + stored).statusCode()).isEqualTo(404);
      int ready = program.get("/q/health/ready").statusCode();
      Files.delete(reserve);
      assertThat(put(program, stored).statusCode()).isEqualTo(201);
      FaultTable.add(
          new FaultTable.Row(
              TestEngine.SQLITE,
              "disk full",
              "503 `database_unavailable`",
              "200",
              ready == 200 ? "UP" : "DOWN",
              "at once",
              "every acknowledged item is stored"));
    }
  }

  private static HttpResponse<String> put(Program program, int number) {
    return program.send("PUT", ITEMS + number, "{\"value\":\"" + value(number) + "\"}");
  }

  private static String value(int number) {
    return ("value " + number + " ").repeat(20_000);
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException notInstalled) {
      return false;
    }
  }
}
