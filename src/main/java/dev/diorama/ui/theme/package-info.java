/// Colours, fonts and the small drawn symbols of the editor.
@NullMarked
package dev.diorama.ui.theme;

import org.jspecify.annotations.NullMarked;
