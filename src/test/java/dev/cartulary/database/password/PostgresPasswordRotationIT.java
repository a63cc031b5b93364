package dev.cartulary.database.password;

import dev.cartulary.testing.TestEngine;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class PostgresPasswordRotationIT extends PasswordRotationContract {

  PostgresPasswordRotationIT() {
    super(TestEngine.POSTGRESQL);
  }

  @Test
  void thePostgresPasswordFileIsReadAgainForEachNewConnection() throws IOException, SQLException {
    rotateInPasswordFile();
  }
}
