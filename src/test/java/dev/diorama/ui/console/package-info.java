/// Tests of trying out what runs.
@NullMarked
package dev.diorama.ui.console;

import org.jspecify.annotations.NullMarked;
