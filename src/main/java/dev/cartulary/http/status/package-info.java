/**
 * The paths by which a server is watched and described: probes, version, metrics, the API's page.
 *
 * <p>May use: {@code access}, {@code config}, {@code http}.
 */
@NullMarked
package dev.cartulary.http.status;

import org.jspecify.annotations.NullMarked;
