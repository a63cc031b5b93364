package dev.cartulary.database;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * HQL whose lists are spelled out: {@code name in ?1} becomes {@code name in (?1, ?2)}. Hibernate
 * translates a query that is given a list anew each time; of these there are a few, since the last
 * value is repeated up to a power of two, and each is translated once.
 *
 * @param hql the text, without lists but for empty ones
 * @param values by name, or by number, which is text too
 */
record ListParameters(String hql, Map<String, @Nullable Object> values) {

  private static final Pattern LIST = Pattern.compile("\\bin ([?:])(\\w+)");

  /**
   * Spells the lists out.
   *
   * @param hql with {@code in ?1} or {@code in :name} for what is a collection
   * @param given the parameters by their names or numbers, not both in one query
   */
  static ListParameters of(String hql, Map<String, ? extends @Nullable Object> given) {
    Map<String, @Nullable Object> values = new HashMap<>(given);
    Map<String, String> spelled = new HashMap<>();
    Matcher list = LIST.matcher(hql);
    StringBuilder text = new StringBuilder();
    while (list.find()) {
      String mark = list.group(1);
      String name = list.group(2);
      if (given.get(name) instanceof Collection<?> elements && !elements.isEmpty()) {
        String all = spelled.computeIfAbsent(name, first -> spell(mark, first, elements, values));
        list.appendReplacement(text, Matcher.quoteReplacement("in (" + all + ")"));
      }
    }
    return new ListParameters(list.appendTail(text).toString(), values);
  }

  /** The elements get names of their own, but for the first one, which has the list's. */
  private static String spell(
      String mark, String name, Collection<?> elements, Map<String, @Nullable Object> values) {
    StringBuilder all = new StringBuilder();
    String next = name;
    Object last = null;
    int count = 0;
    int length = powerOfTwo(elements.size());
    for (var rest = elements.iterator(); count < length; count++) {
      last = rest.hasNext() ? rest.next() : last;
      all.append(count == 0 ? "" : ", ").append(mark).append(next);
      values.put(next, last);
      next = mark.equals("?") ? Integer.toString(values.size() + 1) : name + '_' + (count + 1);
    }
    return all.toString();
  }

  private static int powerOfTwo(int size) {
    return size == 1 ? 1 : Integer.highestOneBit(size - 1) << 1;
  }
}
