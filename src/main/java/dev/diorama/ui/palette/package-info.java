/// What can be drawn, ready to be put on the canvas.
@NullMarked
package dev.diorama.ui.palette;

import org.jspecify.annotations.NullMarked;
