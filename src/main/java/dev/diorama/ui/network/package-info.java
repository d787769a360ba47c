/// Who reaches whom: the matrix of a drawing, and what a change means for it.
@NullMarked
package dev.diorama.ui.network;

import org.jspecify.annotations.NullMarked;
