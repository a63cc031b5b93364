package dev.cartulary.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.config.Launch;
import dev.cartulary.config.ProcessMode;
import dev.cartulary.config.Settings;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who calls before anybody has said so, and when it is looked at again. */
class CallerTest {

  private static Caller in(ProcessMode mode) {
    return new Caller(
        new Launch(mode, Settings.load(Map.of(), Map.of(), Path.of("").toAbsolutePath())));
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
        List.of(),
        false);
  }

  @Test
  void inTheServerEverythingBeginsAsNobodys() {
    assertThat(in(ProcessMode.SERVE).principal()).isEqualTo(Principal.ANONYMOUS);
  }

  @Test
  void aTaskOfTheServerSaysThatItActsForTheProcess() {
    Caller caller = in(ProcessMode.SERVE);
    caller.enterProcess();
    assertThat(caller.principal()).isEqualTo(Principal.PROCESS);
    assertThat(caller.origin()).isEqualTo(Origin.PROCESS);
  }

  @Test
  void aCommandActsAsThisProcess() {
    assertThat(in(ProcessMode.COMMAND_WITH_ORM).principal()).isEqualTo(Principal.PROCESS);
    assertThat(in(ProcessMode.COMMAND).principal()).isEqualTo(Principal.PROCESS);
  }

  @Test
  void lookingAgainHoldsTheCallerToTheRuleOfTheEndpoint() {
    Caller caller = in(ProcessMode.SERVE);
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
    Caller caller = in(ProcessMode.SERVE);
    caller.enter(Principal.EVERYBODY, Origin.PROCESS);
    caller.renew();
    assertThat(caller.principal()).isEqualTo(Principal.EVERYBODY);
  }
}
