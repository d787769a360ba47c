package dev.diorama.aws.apigateway;

import dev.diorama.model.ConnectionId;
import dev.diorama.model.ResourceId;

/// A route and what it is integrated with.
///
/// @param payloadFormat `1.0` or `2.0`
record Integration(
    ConnectionId connection, RouteKey key, ResourceId target, String payloadFormat) {}
