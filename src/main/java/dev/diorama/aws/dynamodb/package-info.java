/// Amazon DynamoDB: tables, their streams and the engine that runs them.
@NullMarked
package dev.diorama.aws.dynamodb;

import org.jspecify.annotations.NullMarked;
