/// The process beside Diorama in which handler code runs, and the frames it is spoken to with. Only
/// [dev.diorama.aws.lambda.worker.HandlerProcess] belongs to Diorama's own process.
@NullMarked
package dev.diorama.aws.lambda.worker;

import org.jspecify.annotations.NullMarked;
