package dev.diorama.aws.apigateway;

import java.util.Base64;
import java.util.random.RandomGenerator;

/// Ids of WebSocket connections and of requests to them, as `L0SM9cOFvHcCIhw=`.
final class ConnectionIds {
  private static final int BYTES = 11;

  private ConnectionIds() {}

  static String next(RandomGenerator random) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    // Ids stand in URLs, where a slash would be in the way.
    return Base64.getUrlEncoder().encodeToString(bytes);
  }
}
