package dev.diorama.aws.apigateway;

import dev.diorama.catalog.AwsFigures;

/// API Gateway's quotas and prices, from the one file that has them all.
final class ApiFigures {
  static final AwsFigures ALL = AwsFigures.published();

  private ApiFigures() {}
}
