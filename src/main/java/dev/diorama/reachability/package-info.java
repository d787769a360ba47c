/// Can this packet arrive, and can its reply return? The path, and every blocker on it.
@NullMarked
package dev.diorama.reachability;

import org.jspecify.annotations.NullMarked;
