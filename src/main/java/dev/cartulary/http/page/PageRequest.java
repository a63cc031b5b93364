package dev.cartulary.http.page;

import dev.cartulary.http.RequestText;
import dev.cartulary.problem.ProblemException;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list a request asks for. A cursor holds the sort key of the last item before the
 * page.
 *
 * @param after the sort key; empty for the first page
 * @param limit the most items
 */
public record PageRequest(String after, int limit) {

  public static final String LIMIT = "The most items of the answer, 1 to 1000";
  public static final String CURSOR = "nextCursor of the page before";

  private static final int MOST = 1000;

  /**
   * What the parameters say.
   *
   * @throws ProblemException an invalid request that names the parameter
   */
  public static PageRequest of(String limit, @Nullable String cursor) {
    if (!limit.matches("[0-9]{1,4}")
        || Integer.parseInt(limit) < 1
        || Integer.parseInt(limit) > MOST) {
      throw ProblemException.invalid("limit", "write a number from 1 to " + MOST);
    }
    return new PageRequest(cursor == null ? "" : decoded(cursor), Integer.parseInt(limit));
  }

  /**
   * The same for a list that is ordered by ids.
   *
   * @throws ProblemException an invalid request that names the parameter
   */
  public static PageRequest byId(String limit, @Nullable String cursor) {
    PageRequest request = of(limit, cursor);
    if (!request.after().isEmpty() && !RequestText.isId(request.after())) {
      throw wrongCursor();
    }
    return request;
  }

  private static ProblemException wrongCursor() {
    return ProblemException.invalid("cursor", "take nextCursor of the page before as it is");
  }

  private static String decoded(String cursor) {
    return Cursor.content(cursor)
        .filter(RequestText::isPrintable)
        .orElseThrow(PageRequest::wrongCursor);
  }

  /**
   * The page.
   *
   * @param list gives, in order, at most so many items behind a sort key
   * @param sortKey of an item
   */
  public <T> Page<T> page(BiFunction<String, Integer, List<T>> list, Function<T, String> sortKey) {
    List<T> items = list.apply(after, limit + 1);
    if (items.size() <= limit) {
      return Page.of(items, null);
    }
    List<T> page = items.subList(0, limit);
    String last = sortKey.apply(page.get(limit - 1));
    return Page.of(page, Cursor.of(last));
  }
}
