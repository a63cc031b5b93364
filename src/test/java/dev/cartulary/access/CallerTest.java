package dev.cartulary.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.Proxy;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who calls before anybody has said so, and when it is looked at again. */
class CallerTest {

  private static Caller inRequest() {
    CurrentVertxRequest request = new CurrentVertxRequest();
    request.setCurrent(
        (RoutingContext)
            Proxy.newProxyInstance(
                CallerTest.class.getClassLoader(),
                new Class<?>[] {RoutingContext.class},
                (proxy, method, arguments) -> null));
    return new Caller(request);
  }

  private static Principal user(Permission... permissions) {
    EnumSet<Permission> set = EnumSet.noneOf(Permission.class);
    set.addAll(List.of(permissions));
    return new Principal(
        Principal.Kind.SESSION,
        "id",
        "jane",
        "session",
        Set.of("role"),
        Set.of(),
        set,
        Map.of(),
        List.of(),
        false);
  }

  @Test
  void aRequestBeginsAsNobodysAndEverythingElseAsThisProcess() {
    assertThat(inRequest().principal()).isEqualTo(Principal.ANONYMOUS);
    assertThat(new Caller(new CurrentVertxRequest()).principal()).isEqualTo(Principal.PROCESS);
  }

  @Test
  void lookingAgainHoldsTheCallerToTheRuleOfTheEndpoint() {
    Caller caller = inRequest();
    caller.enter(user(Permission.USERS_MANAGE), Origin.PROCESS, () -> user());
    caller.admit(who -> {
      if (!who.may(Permission.USERS_MANAGE)) {
        throw new IllegalStateException("no longer");
      }
    });

    assertThatThrownBy(caller::renew).hasMessage("no longer");
  }

  @Test
  void whoHasNoCredentialIsNotLookedAtAgain() {
    Caller caller = inRequest();
    caller.enter(Principal.EVERYBODY, Origin.PROCESS);
    caller.renew();
    assertThat(caller.principal()).isEqualTo(Principal.EVERYBODY);
  }
}
