/// Tests.
@NullMarked
package dev.diorama.ui.inspector;

import org.jspecify.annotations.NullMarked;
