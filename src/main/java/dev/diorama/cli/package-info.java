/// The command line.
@NullMarked
package dev.diorama.cli;

import org.jspecify.annotations.NullMarked;
