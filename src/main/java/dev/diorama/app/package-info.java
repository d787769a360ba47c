/// The programs' entry points and the composition root; the only package that sees `aws`.
@NullMarked
package dev.diorama.app;

import org.jspecify.annotations.NullMarked;
