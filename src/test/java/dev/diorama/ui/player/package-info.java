/// Tests of the player.
@NullMarked
package dev.diorama.ui.player;

import org.jspecify.annotations.NullMarked;
