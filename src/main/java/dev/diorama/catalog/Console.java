package dev.diorama.catalog;

/// How a person works with a resource by hand while it runs, where single calls are not enough.
/// Operations are service prefix and operation, as `s3:PutObject`.
public sealed interface Console {

  /// It answers HTTP requests.
  ///
  /// @param operation takes `Method`, `Path` (encoded), `Query` (encoded, without question mark),
  ///   `Headers` and `Body`, and answers `StatusCode`, `Headers` and `Body`; with a cache also
  ///   `Cache`, `hit` or `miss`, and where the answer is kept from now on a `CacheEntry` with its
  ///   `Key` and for how many `Seconds`
  record Requests(String operation) implements Console {}

  /// Clients open connections to it, and messages go both ways.
  ///
  /// @param connect answers `ConnectionId`; takes `Headers` and `Query`
  /// @param send takes `ConnectionId` and `Body`
  /// @param disconnect takes `ConnectionId`
  /// @param deliver the operation of the events that bring a message to a client, with
  ///   `ConnectionId` and `Message`
  record Messages(String connect, String send, String disconnect, String deliver)
      implements Console {
    /// The count on its card that says how many connections are open.
    public static final String OPEN_COUNT = "connections";
  }

  /// It works on events.
  ///
  /// @param operation takes `Payload`, a JSON text, and `LogType`; answers `Payload`,
  ///   `FunctionError` where its code failed, and with the log type `Tail` a `LogResult` in Base64
  record Invocations(String operation) implements Console {}
}
