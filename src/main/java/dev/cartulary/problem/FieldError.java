package dev.cartulary.problem;

/**
 * What is wrong with one part of the request.
 *
 * @param field where: a parameter ({@code limit}), header ({@code If-Match}) or JSON path ({@code
 *     set[3].key})
 * @param message what is wrong and what would be right; never a secret
 */
public record FieldError(String field, String message) {}
