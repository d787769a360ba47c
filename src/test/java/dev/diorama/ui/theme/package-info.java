/// Tests.
@NullMarked
package dev.diorama.ui.theme;

import org.jspecify.annotations.NullMarked;
