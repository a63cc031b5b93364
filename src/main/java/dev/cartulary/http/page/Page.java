package dev.cartulary.http.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items in the list's order
 * @param nextCursor where the list goes on; null on the last page, where answers leave it out
 * @param count how many items this page has
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"items", "nextCursor", "count"})
public record Page<T>(List<T> items, @Nullable String nextCursor, int count) {

  /** The page of these items. */
  public static <T> Page<T> of(List<T> items, @Nullable String nextCursor) {
    return new Page<>(items, nextCursor, items.size());
  }

  /** The same page with other items in place of these, such as what is shown of them. */
  public <R> Page<R> map(Function<? super T, ? extends R> each) {
    return Page.<R>of(items.stream().<R>map(each).toList(), nextCursor);
  }
}
