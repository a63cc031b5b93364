package dev.cartulary.http;

import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of the item as it is stored for a request to be carried out: {@code If-Match} and
 * {@code If-None-Match} (RFC 9110, 13.1.1 and 13.1.2). Where both are given, both must hold.
 */
public final class Precondition {

  /** Holds always. */
  public static final Precondition NONE = new Precondition(null, null);

  private static final Pattern MEMBER =
      Pattern.compile("[ \t]*(?:(W/)?(\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\"))?[ \t]*(?:,|\\z)");

  private final @Nullable TagList ifMatch;
  private final @Nullable TagList ifNoneMatch;

  private Precondition(@Nullable TagList ifMatch, @Nullable TagList ifNoneMatch) {
    this.ifMatch = ifMatch;
    this.ifNoneMatch = ifNoneMatch;
  }

  /**
   * Reads the two conditions.
   *
   * @param ifMatchField how an error names the first one
   * @param ifMatch {@code *} or entity tags separated by commas; null where there is none
   * @throws ProblemException an invalid request that names the field whose text is neither
   */
  public static Precondition parse(
      String ifMatchField,
      @Nullable String ifMatch,
      String ifNoneMatchField,
      @Nullable String ifNoneMatch) {
    return ifMatch == null && ifNoneMatch == null
        ? NONE
        : new Precondition(
            TagList.parse(ifMatchField, ifMatch), TagList.parse(ifNoneMatchField, ifNoneMatch));
  }

  /**
   * The conditions of a request.
   *
   * @throws ProblemException an invalid request that names the header whose text is wrong
   */
  public static Precondition of(HttpHeaders headers) {
    return parse(
        HttpHeaders.IF_MATCH,
        header(headers, HttpHeaders.IF_MATCH),
        HttpHeaders.IF_NONE_MATCH,
        header(headers, HttpHeaders.IF_NONE_MATCH));
  }

  /** A list may come in several lines (RFC 9110, 5.3). */
  private static @Nullable String header(HttpHeaders headers, String name) {
    List<String> lines = headers.getRequestHeader(name);
    return lines == null || lines.isEmpty() ? null : String.join(", ", lines);
  }

  /**
   * Whether the outcome hangs on the very version that is stored, not only on whether one exists.
   */
  public boolean pinsVersion() {
    return (ifMatch != null && !ifMatch.any) || (ifNoneMatch != null && !ifNoneMatch.any);
  }

  /**
   * Why the condition does not hold, if it does not.
   *
   * @param etag the entity tag of the stored item, or null where there is no item
   */
  public Optional<String> fault(@Nullable String etag) {
    if (ifMatch != null && etag == null) {
      return Optional.of("the item does not exist");
    }
    if (ifMatch != null && !ifMatch.matchesStrongly(etag)) {
      return Optional.of("the item was changed; its ETag is now " + etag);
    }
    return Optional.ofNullable(etag)
        .filter(this::noneMatchFails)
        .map(tag -> "the item exists, with the ETag " + tag);
  }

  /**
   * The answer to a read: 304 where the reader has this version already.
   *
   * @param subject what was changed, at the beginning of a sentence: {@code The item}
   * @param etag the entity tag of what is stored
   * @param found makes the answer with it
   * @throws ProblemException a failed precondition where {@code If-Match} asks for another version
   */
  public <T> RestResponse<T> read(String subject, String etag, Supplier<RestResponse<T>> found) {
    if (ifMatch != null && !ifMatch.matchesStrongly(etag)) {
      throw new ProblemException(
          ProblemType.PRECONDITION_FAILED, subject + " was changed; its ETag is now " + etag + ".");
    }
    return noneMatchFails(etag)
        ? RestResponse.ResponseBuilder.<T>notModified().header(HttpHeaders.ETAG, etag).build()
        : found.get();
  }

  /** Whether a reader has this version already, so that 304 is the answer. */
  boolean noneMatchFails(String etag) {
    return ifNoneMatch != null && ifNoneMatch.matchesWeakly(etag);
  }

  /** A weak tag never matches strongly (RFC 9110, 8.8.3.2), so the two kinds are kept apart. */
  private record TagList(boolean any, List<String> strong, List<String> weak) {

    static @Nullable TagList parse(String field, @Nullable String text) {
      if (text == null) {
        return null;
      }
      if (text.strip().equals("*")) {
        return new TagList(true, List.of(), List.of());
      }
      List<String> strong = new ArrayList<>();
      List<String> weak = new ArrayList<>();
      Matcher member = MEMBER.matcher(text);
      int from = 0;
      while (from < text.length() && member.region(from, text.length()).lookingAt()) {
        if (member.group(2) != null) {
          (member.group(1) == null ? strong : weak).add(member.group(2));
        }
        from = member.end();
      }
      if (from < text.length() || (strong.isEmpty() && weak.isEmpty())) {
        throw ProblemException.invalid(
            field, "write * or entity tags in double quotes, as the ETag header gives them");
      }
      return new TagList(false, strong, weak);
    }

    boolean matchesStrongly(@Nullable String etag) {
      return any || strong.contains(etag);
    }

    boolean matchesWeakly(String etag) {
      return any || strong.contains(etag) || weak.contains(etag);
    }
  }
}
