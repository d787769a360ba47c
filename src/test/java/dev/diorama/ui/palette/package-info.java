/// Tests.
@NullMarked
package dev.diorama.ui.palette;

import org.jspecify.annotations.NullMarked;
