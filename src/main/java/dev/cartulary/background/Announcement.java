package dev.cartulary.background;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells an event to each of its observers by itself: one that fails keeps no other from its work,
 * and is told again. Fired as usual, an event ends at the first observer that fails.
 */
public final class Announcement<T> {

  private static final Logger LOG = Logger.getLogger(Announcement.class);

  private final T event;
  private final List<ObserverMethod<? super T>> waiting;

  /** Prepares it, for all observers of the event's type. */
  public Announcement(BeanManager beans, T event) {
    this.event = event;
    this.waiting = new ArrayList<>(beans.resolveObserverMethods(event));
  }

  /** Tells those that have not taken it yet; logs what fails. True where all have. */
  public boolean tell() {
    Iterator<ObserverMethod<? super T>> observers = waiting.iterator();
    while (observers.hasNext()) {
      ObserverMethod<? super T> observer = observers.next();
      if (took(observer)) {
        observers.remove();
      }
    }
    return waiting.isEmpty();
  }

  private <S> boolean took(ObserverMethod<S> observer) {
    try {
      @SuppressWarnings("unchecked") // resolved as an observer of this event
      S told = (S) event;
      observer.notify(new Context<>(told));
      return true;
    } catch (RuntimeException | Error failure) { // an error too: memory may be short for a moment
      LOG.errorf(
          failure,
          "%s failed to begin its work; it is told again.",
          observer.getBeanClass().getSimpleName());
      return false;
    }
  }

  private record Context<S>(S event) implements EventContext<S>, EventMetadata {

    @Override
    public S getEvent() {
      return event;
    }

    @Override
    public EventMetadata getMetadata() {
      return this;
    }

    @Override
    public Set<Annotation> getQualifiers() {
      return Set.of();
    }

    @Override
    public @Nullable InjectionPoint getInjectionPoint() {
      return null;
    }

    @Override
    public Type getType() {
      return event.getClass();
    }
  }
}
