/// Tests of the player.
@NullMarked
package dev.diorama.ui.verdict;

import org.jspecify.annotations.NullMarked;
