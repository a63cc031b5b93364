package dev.cartulary.identity.authentication;

import dev.cartulary.access.Caller;
import dev.cartulary.access.Permission;
import dev.cartulary.access.Principal;
import dev.cartulary.access.Principal.Kind;
import dev.cartulary.access.Requires;
import dev.cartulary.identity.role.PermissionText;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Arrays;
import java.util.Set;

/** Holds the rules of the endpoints. Whoever is refused is in the audit log. */
@Interceptor
@Requires
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
class RequiresInterceptor {

  /** What a known caller is refused with, here or further in. */
  private static final Set<ProblemType> DENIALS =
      Set.of(
          ProblemType.FORBIDDEN,
          ProblemType.PASSWORD_CHANGE_REQUIRED,
          ProblemType.LAST_ADMINISTRATOR);

  @Inject Caller caller;
  @Inject RefusedCalls refusals;
  @Inject CurrentVertxRequest request;

  @AroundInvoke
  Object admit(InvocationContext context) throws Exception {
    try {
      Requires rule = context.getInterceptorBinding(Requires.class);
      caller.admit(principal -> check(principal, rule));
      return context.proceed();
    } catch (ProblemException problem) {
      if (DENIALS.contains(problem.type())) {
        refusals.record(request.getCurrent().request(), problem.type().code());
      }
      throw problem;
    }
  }

  private static boolean publishes(Principal principal, Requires rule) {
    return rule.withRegistryToken() && principal.kind() == Kind.REGISTRY_TOKEN;
  }

  private static void check(Principal principal, Requires rule) {
    if (principal.kind() == Kind.PROCESS) {
      throw new IllegalStateException("a request reached an endpoint without a caller");
    }
    Permission[] required = rule.value();
    boolean permitted =
        required.length == 0
            ? principal.isKnown()
                || principal.equals(Principal.EVERYBODY)
                || publishes(principal, rule)
            : Arrays.stream(required).anyMatch(principal::may);
    if (!principal.isKnown() && !permitted) {
      throw new ProblemException(
          ProblemType.UNAUTHENTICATED,
          principal.kind() == Kind.REGISTRY_TOKEN
              ? "A registry token permits publishing and nothing else. Log in, or send an API key or"
                  + " a token of an identity provider."
              : "Log in, or send Authorization: Bearer with an API key or a token.");
    }
    if (principal.mustChangePassword() && !rule.beforePasswordChange()) {
      throw ProblemException.passwordChangeRequired();
    }
    if (!permitted) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          "This requires the permission "
              + String.join(" or ", PermissionText.codes(Arrays.asList(required)))
              + ".");
    }
  }
}
