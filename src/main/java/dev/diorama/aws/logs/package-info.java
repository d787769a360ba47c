/// Amazon CloudWatch Logs: log groups, their engine and protocol.
@NullMarked
package dev.diorama.aws.logs;

import org.jspecify.annotations.NullMarked;
