/// Runtimes that are installed on the machine, run as child processes through the Lambda Runtime
/// API.
@NullMarked
package dev.diorama.aws.lambda.installed;

import org.jspecify.annotations.NullMarked;
