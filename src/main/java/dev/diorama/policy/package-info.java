/// May this principal do this? AWS's evaluation order with a trace of every statement.
@NullMarked
package dev.diorama.policy;

import org.jspecify.annotations.NullMarked;
