package dev.cartulary.testing;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A suite whose tests each have an empty database of their own. */
public abstract class DatabaseContract {

  protected final TestEngine engine;
  protected TestDatabase database;

  protected DatabaseContract(TestEngine engine) {
    this.engine = engine;
  }

  @BeforeEach
  protected final void createDatabase() {
    database = TestDatabase.create(engine);
  }

  @AfterEach
  protected final void dropDatabase() {
    if (database != null) { // else there is no server for this engine
      database.close();
    }
  }
}
