package dev.cartulary.identity.user;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether somebody can log in: on a database without users not before there is an administrator.
 */
@Readiness
@Singleton
class AdministratorReadiness implements HealthCheck {

  private final FirstAdministrator first;

  AdministratorReadiness(FirstAdministrator first) {
    this.first = first;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("administrator").status(!first.isAwaited());
    if (first.isAwaited()) {
      response.withData(
          "reason",
          first.trouble().isEmpty()
              ? "the first administrator is being made"
              : "the first administrator cannot be made yet; the log says why");
    }
    return response.build();
  }
}
