/// What the checker found, with fixes.
@NullMarked
package dev.diorama.ui.findings;

import org.jspecify.annotations.NullMarked;
