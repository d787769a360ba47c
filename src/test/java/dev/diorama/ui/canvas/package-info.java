/// Tests of the canvas.
@NullMarked
package dev.diorama.ui.canvas;

import org.jspecify.annotations.NullMarked;
