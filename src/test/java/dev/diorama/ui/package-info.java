/// Tests of the window and its views.
@NullMarked
package dev.diorama.ui;

import org.jspecify.annotations.NullMarked;
