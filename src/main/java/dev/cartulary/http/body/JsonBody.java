package dev.cartulary.http.body;

/**
 * The body of a request: a record with a component for each member that the JSON object may have. A
 * member that is left out or null is null. Each needs {@code @RegisterForReflection}, since no
 * resource method's type shows it.
 */
public interface JsonBody {}
