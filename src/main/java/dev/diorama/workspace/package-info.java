/// An open document with its findings, its running system and its files.
@NullMarked
package dev.diorama.workspace;

import org.jspecify.annotations.NullMarked;
