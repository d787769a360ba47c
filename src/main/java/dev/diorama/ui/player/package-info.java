/// Shows a run: its events as dots on the canvas in the order of cause and effect, as a list, and
/// each in every detail.
@NullMarked
package dev.diorama.ui.player;

import org.jspecify.annotations.NullMarked;
