/// A whole call in one verdict: network path, endpoint policy, identity and resource policies. The
/// checker and the runtime both ask here.
@NullMarked
package dev.diorama.access;

import org.jspecify.annotations.NullMarked;
