/// Properties of what is selected, generated from the catalogue, and why a connection works or not.
@NullMarked
package dev.diorama.ui.inspector;

import org.jspecify.annotations.NullMarked;
