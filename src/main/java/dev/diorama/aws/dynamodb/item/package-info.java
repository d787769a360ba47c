/// What a DynamoDB table holds: attribute values, their numbers, order and sizes.
@NullMarked
package dev.diorama.aws.dynamodb.item;

import org.jspecify.annotations.NullMarked;
