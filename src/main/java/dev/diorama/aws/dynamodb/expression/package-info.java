/// DynamoDB's expression language: conditions, key conditions, updates and projections.
@NullMarked
package dev.diorama.aws.dynamodb.expression;

import org.jspecify.annotations.NullMarked;
