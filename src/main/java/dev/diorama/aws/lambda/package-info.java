/// AWS Lambda: functions, what sets them off, and how they run.
@NullMarked
package dev.diorama.aws.lambda;

import org.jspecify.annotations.NullMarked;
