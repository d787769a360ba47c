package dev.diorama.catalog;

/// What a resource can be to others, so that a connection type can say what it joins without naming
/// another service's types.
public enum Capability {
  /// Makes calls: code or a person with credentials.
  CALLER,
  /// Can be invoked as a Lambda function is.
  INVOCABLE,
  /// Lambda can poll it: a queue or a stream.
  EVENT_SOURCE,
  /// Can receive an S3 event notification.
  NOTIFICATION_DESTINATION,
  /// An API can pass a request to it.
  INTEGRATION_TARGET,
  /// Serves HTTP requests at routes.
  HTTP_API,
  /// Listens for TCP connections inside a VPC.
  TCP_SERVER,
  /// Stands for the internet.
  INTERNET,
  /// An IAM identity that others assume.
  ROLE
}
