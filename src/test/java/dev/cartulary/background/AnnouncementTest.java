package dev.cartulary.background;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.event.Reception;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnnouncementTest {

  private final List<String> told = new ArrayList<>();

  @Test
  void oneThatFailsKeepsNoOtherFromItsWorkAndIsToldAgain() {
    Observer first = new Observer("first", new OutOfMemoryError("planted"));
    Observer second = new Observer("second", null);
    Announcement<Serving> announcement = new Announcement<>(beans(first, second), new Serving());

    assertThat(announcement.tell()).isFalse();
    assertThat(told).containsExactly("first", "second");

    assertThat(announcement.tell()).isTrue();
    assertThat(told).containsExactly("first", "second", "first");
  }

  private static BeanManager beans(Observer... observers) {
    return (BeanManager)
        Proxy.newProxyInstance(
            BeanManager.class.getClassLoader(),
            new Class<?>[] {BeanManager.class},
            (proxy, method, arguments) -> new LinkedHashSet<>(List.of(observers)));
  }

  /** Fails once, where a failure is given. */
  private final class Observer implements ObserverMethod<Serving> {

    private final String name;
    private @Nullable Error failure;

    Observer(String name, @Nullable Error failure) {
      this.name = name;
      this.failure = failure;
    }

    @Override
    public void notify(EventContext<Serving> context) {
      told.add(name);
      @Nullable Error now = failure;
      failure = null;
      if (now != null) {
        throw now;
      }
    }

    @Override
    public Class<?> getBeanClass() {
      return AnnouncementTest.class;
    }

    @Override
    public Type getObservedType() {
      return Serving.class;
    }

    @Override
    public Set<Annotation> getObservedQualifiers() {
      return Set.of();
    }

    @Override
    public Reception getReception() {
      return Reception.ALWAYS;
    }

    @Override
    public TransactionPhase getTransactionPhase() {
      return TransactionPhase.IN_PROGRESS;
    }
  }
}
