package dev.diorama.aws.apigateway;

/// What an integration's ARN says about it.
final class Target {
  private Target() {}

  /// The service in an ARN, as `lambda`; empty if it is no ARN.
  static String service(String arn) {
    var parts = arn.split(":", 4);
    return parts.length == 4 ? parts[2] : "";
  }
}
