package dev.cartulary.http.idempotency;

/**
 * A text of the request that the answer repeats. It is cut out of the stored answer and put back
 * from the repeated request: a value is neither kept twice nor kept readable where its item is not.
 *
 * @param member the member of the answer's JSON that holds the text, and no other member may have
 *     this name
 * @param text as the request had it
 */
public record Echo(String member, String text) {

  /** For requests whose answer repeats nothing large or secret. */
  public static final Echo NONE = new Echo("", "");

  /** Without the text, which a log must not show. */
  @Override
  public String toString() {
    return member;
  }
}
