package dev.diorama.aws.dynamodb.expression;

import dev.diorama.aws.dynamodb.item.RequestFailure;

/// The request member that an expression stands in; error messages name it.
public enum ExpressionKind {
  /// `ConditionExpression`.
  CONDITION("ConditionExpression"),
  /// `FilterExpression`.
  FILTER("FilterExpression"),
  /// `KeyConditionExpression`.
  KEY_CONDITION("KeyConditionExpression"),
  /// `UpdateExpression`.
  UPDATE("UpdateExpression"),
  /// `ProjectionExpression`.
  PROJECTION("ProjectionExpression");

  private final String member;

  ExpressionKind(String member) {
    this.member = member;
  }

  /// The request member's name.
  public String member() {
    return member;
  }

  /// The refusal of an expression of this kind.
  public RequestFailure invalid(String problem) {
    return RequestFailure.validation("Invalid " + member + ": " + problem);
  }
}
