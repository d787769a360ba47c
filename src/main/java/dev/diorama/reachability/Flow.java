package dev.diorama.reachability;

import dev.diorama.model.ResourceId;

/// A connection that somebody wants to open.
///
/// @param port the destination port; 0 for ICMP
public record Flow(Source source, Destination destination, Protocol protocol, int port) {

  /// The transport protocol.
  public enum Protocol {
    /// TCP.
    TCP,
    /// UDP.
    UDP,
    /// ICMP echo.
    ICMP
  }

  /// Where packets come from.
  public sealed interface Source {}

  /// A drawn resource: from its interfaces in a VPC or, for a Lambda function without VPC access,
  /// from Lambda's own VPC; a client is on the internet.
  public record FromResource(ResourceId resource) implements Source {}

  /// An address on the internet.
  public record FromInternet() implements Source {}

  /// Where packets go.
  public sealed interface Destination {}

  /// A drawn resource's interface.
  public record ToResource(ResourceId resource) implements Destination {}

  /// The regional endpoint of an AWS service, by IAM prefix (`s3`, `dynamodb`, `sqs`, …).
  public record ToService(String service) implements Destination {}

  /// A host on the internet.
  public record ToInternet(String host) implements Destination {}
}
