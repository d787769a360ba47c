/// Amazon SQS: queues, their rules, engine and protocols.
@NullMarked
package dev.diorama.aws.sqs;

import org.jspecify.annotations.NullMarked;
