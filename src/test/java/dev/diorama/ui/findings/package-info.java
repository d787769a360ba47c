/// Tests.
@NullMarked
package dev.diorama.ui.findings;

import org.jspecify.annotations.NullMarked;
