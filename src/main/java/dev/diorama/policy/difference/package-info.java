/// What do these policies allow that is not needed, or that others do not? Answers are proved: see
/// [dev.diorama.policy.difference.DifferenceEngine].
@NullMarked
package dev.diorama.policy.difference;

import org.jspecify.annotations.NullMarked;
