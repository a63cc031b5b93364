package dev.cartulary.registry;

import static dev.cartulary.registry.CatalogFixture.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Program;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteAnswersIT extends AnswersContract {

  SqliteAnswersIT() {
    super(TestEngine.SQLITE);
  }

  @Test
  void withSizeZeroEveryAnswerIsMade(@TempDir Path directory) throws Exception {
    try (TestDatabase own = TestDatabase.create(engine);
        Program program = startWith(own, directory, "0")) {
      for (int i = 0; i < 5; i++) {
        assertThat(program.get("/registry/many/v0.1/servers").body()).contains("com.example/s-001");
        assertThat(program.get("/registry/many/v0.1/servers/com.example%2Fs-001/latest").body())
            .contains("com.example/s-001");
      }
      String metrics = program.get("/q/metrics").body();
      assertThat(value(metrics, "hits_total")).isZero();
      assertThat(value(metrics, "bytes")).isZero();
    }
  }

  @Test
  void theSizeIsABoundHoweverManyPagesAreAskedFor(@TempDir Path directory) throws Exception {
    try (TestDatabase own = TestDatabase.create(engine);
        Program program = startWith(own, directory, "64K")) {
      for (int limit = 1; limit <= 100; limit++) {
        assertThat(program.get("/registry/many/v0.1/servers?limit=" + limit).statusCode())
            .isEqualTo(200);
      }
      String metrics = program.get("/q/metrics").body();
      assertThat(value(metrics, "bytes")).isPositive().isLessThanOrEqualTo(64 * 1024);
      assertThat(value(metrics, "evictions_total")).isGreaterThan(50);
      kept(program, "/registry/many/v0.1/servers?limit=1");
    }
  }

  private static double value(String metrics, String name) {
    Matcher line =
        Pattern.compile("(?m)^cartulary_answers_" + name + " ([0-9.E]+)$").matcher(metrics);
    assertThat(line.find()).as(name).isTrue();
    return Double.parseDouble(line.group(1));
  }

  private static Program startWith(TestDatabase database, Path directory, String size) {
    List<String> servers = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      servers.add(server("com.example/s-%03d".formatted(i), "1.0.0"));
    }
    String configuration =
        new CatalogFixture(directory)
            .source("many")
            .registry("many", "many")
            .write("many", servers.toArray(String[]::new))
            .configuration();
    Map<String, String> settings = new HashMap<>();
    settings.put("DATABASE_URL", database.url());
    settings.put("CATALOG_ANSWERS_SIZE", size);
    Program program = Program.start(settings, "--config", configuration);
    program.awaitReady();
    return program;
  }
}
