package dev.diorama.aws.apigateway;

import dev.diorama.model.ConnectionId;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;

/// A route and what it is integrated with.
///
/// @param payloadFormat `1.0` or `2.0`
/// @param settings the connection's properties
record Integration(
    ConnectionId connection,
    RouteKey key,
    ResourceId target,
    String payloadFormat,
    Fields settings) {

  /// Who may use the route: `NONE`, `AWS_IAM`, `CUSTOM` or `JWT`. See
  /// `docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-route.html`.
  String authorization() {
    return settings.text("AuthorizationType").orElse("NONE");
  }
}
