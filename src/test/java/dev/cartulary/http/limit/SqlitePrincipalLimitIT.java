package dev.cartulary.http.limit;

import static dev.cartulary.http.limit.SqliteLimitIT.assertProblem;
import static dev.cartulary.http.limit.SqliteLimitIT.header;
import static dev.cartulary.http.limit.SqliteLimitIT.newClient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Await;
import dev.cartulary.testing.ServerContract;
import dev.cartulary.testing.TestEngine;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What one can ask for who sends a credential, a right one or a wrong one. */
class SqlitePrincipalLimitIT extends ServerContract {

  private static final String PASSWORD = "correct horse 4 Staple";

  SqlitePrincipalLimitIT() {
    super(TestEngine.SQLITE);
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of(
        "AUTH_MODE", "local",
        "DEFAULT_PASSWORD", PASSWORD,
        "TRUSTED_PROXIES", SqliteLimitIT.PROXY,
        "RATE_LIMIT_WINDOW", "1h",
        "RATE_LIMIT_ADDRESS", "4",
        "RATE_LIMIT_READS", "4",
        "RATE_LIMIT_CREDENTIALS", "2",
        "RATE_LIMIT_PRINCIPAL", "5");
  }

  @Test
  void wrongCredentialsAreTriedAFewTimesOnly() {
    String client = newClient();
    String guess = "Bearer si_" + "0".repeat(96);
    assertThat(get("/v1/me", client, guess).statusCode()).isEqualTo(401);
    assertThat(get("/v0.1/servers", client, guess).statusCode()).isEqualTo(401);
    HttpResponse<String> refused = get("/v1/me", client, guess);
    assertProblem(refused, 429, "too_many_requests");
    assertThat(get("/v0.1/servers", client).statusCode()).isEqualTo(200);
  }

  @Test
  void whoIsSignedInHasAQuotaOfItsOwn() {
    Await.until(
        Duration.ofSeconds(60),
        "there is an administrator",
        () -> server.output().contains("Made the first administrator"));
    String client = newClient();
    HttpResponse<String> login =
        server.send(
            "POST",
            "/v1/auth/login",
            "{\"username\":\"admin\",\"password\":\"" + PASSWORD + "\"}",
            "X-Forwarded-For",
            client);
    assertThat(login.statusCode()).as(login.body()).isEqualTo(200);
    String token = login.body().replaceFirst("(?s).*\"token\":\"([^\"]+)\".*", "Bearer $1");
    for (int left = 4; left >= 0; left--) {
      HttpResponse<String> answer = get("/v1/me", client, token);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().allValues("RateLimit-Policy"))
          .containsExactly("\"principal\";q=5;w=3600");
      assertThat(header(answer, "RateLimit")).startsWith("\"principal\";r=" + left + ";");
    }
    HttpResponse<String> refused = get("/v1/me", client, token);
    assertProblem(refused, 429, "too_many_requests");
    assertThat(refused.body()).contains("5 requests in 1h of one principal");
    assertThat(header(refused, "Retry-After")).isNotEmpty();

    // The login was the first of the four that the address has.
    assertThat(get("/v1/me", client, token + "0").statusCode()).isEqualTo(401);
    assertThat(get("/v1/me", client).statusCode()).isEqualTo(401);
    assertThat(get("/v1/me", client).statusCode()).isEqualTo(401);
    assertThat(get("/v1/me", client).statusCode()).isEqualTo(429);
  }

  private HttpResponse<String> get(String path, String client) {
    return server.get(path, "X-Forwarded-For", client);
  }

  private HttpResponse<String> get(String path, String client, String authorization) {
    return server.get(path, "X-Forwarded-For", client, "Authorization", authorization);
  }
}
