package dev.cartulary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * A suite whose tests share one server on one database, since most of what a test costs is the
 * start of a process. Each test uses names of its own, or puts back what it has changed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ServerContract {

  protected final TestEngine engine;
  protected TestDatabase database;
  protected Program server;

  protected ServerContract(TestEngine engine) {
    this.engine = engine;
  }

  /** What the server is told beside its database. */
  protected Map<String, String> settings() throws Exception {
    return Map.of();
  }

  /** The server's command line. */
  protected List<String> arguments() throws Exception {
    return List.of();
  }

  /** Makes what must be there before the server starts. */
  protected void prepare() throws Exception {}

  @BeforeAll
  protected final void startServer() throws Exception {
    database = TestDatabase.create(engine);
    prepare();
    server = start();
  }

  @AfterAll
  protected final void stopServer() {
    try {
      if (server != null) {
        assertThat(server.stop()).as("the server's exit code").isZero();
      }
    } finally {
      if (database != null) { // else there is no server for this engine
        database.close();
      }
    }
  }

  /** The settings with the URL of the suite's database. */
  protected final Map<String, String> environment() throws Exception {
    Map<String, String> environment = new HashMap<>(settings());
    environment.put("DATABASE_URL", database.url());
    return environment;
  }

  /** Starts a server as the suite's own is. */
  protected final Program start() throws Exception {
    return Program.start(environment(), arguments().toArray(String[]::new));
  }
}
