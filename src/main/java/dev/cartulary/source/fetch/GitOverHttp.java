package dev.cartulary.source.fetch;

import dev.cartulary.remote.RemoteClient;
import java.net.Proxy;
import java.net.URL;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/** Git over http as everything else is fetched: by the same client, with the same checks. */
final class GitOverHttp implements HttpConnectionFactory {

  private final RemoteClient client;

  GitOverHttp(RemoteClient client) {
    this.client = client;
  }

  @Override
  public HttpConnection create(URL url) {
    return new GitHttpRequest(client, url);
  }

  @Override
  public HttpConnection create(URL url, Proxy proxy) {
    return create(url);
  }
}
