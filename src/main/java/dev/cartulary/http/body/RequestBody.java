package dev.cartulary.http.body;

/**
 * The body of a request: a record with a component for each member that the JSON object may have. A
 * member that is left out or null is null.
 */
public interface RequestBody {

  /** Checks the members; what is wrong is noted, so that the caller learns all of it at once. */
  void check(BodyFaults faults);
}
