/// Tests of the matrix and of what changes mean for it.
@NullMarked
package dev.diorama.ui.network;

import org.jspecify.annotations.NullMarked;
