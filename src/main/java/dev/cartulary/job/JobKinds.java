package dev.cartulary.job;

import dev.cartulary.access.Principal;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** What kinds of jobs there are. */
@Singleton
class JobKinds {

  private final List<JobWork> kinds;

  JobKinds(@All List<JobWork> kinds) {
    this.kinds = List.copyOf(kinds);
  }

  /** Those that somebody may ask for and see. */
  List<String> seenBy(Principal principal) {
    return kinds.stream()
        .filter(kind -> principal.may(kind.permission()))
        .map(JobWork::kind)
        .toList();
  }

  Optional<JobWork> named(String kind) {
    return kinds.stream().filter(one -> one.kind().equals(kind)).findFirst();
  }
}
