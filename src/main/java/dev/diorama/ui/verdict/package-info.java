/// Explains what the policy and reachability engines found: the same words beside an arrow that is
/// drawn and beside a call that was made.
@NullMarked
package dev.diorama.ui.verdict;

import org.jspecify.annotations.NullMarked;
