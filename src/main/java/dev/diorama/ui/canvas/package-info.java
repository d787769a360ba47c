/// The drawing on the screen: figures made from the document, the paths of connections, what paints
/// them (on the screen, into an image, into SVG), and the gestures that edit.
@NullMarked
package dev.diorama.ui.canvas;

import org.jspecify.annotations.NullMarked;
