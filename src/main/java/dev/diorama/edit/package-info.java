/// Edits, transactions and the undo history: one user intent is one transaction is one undo step.
@NullMarked
package dev.diorama.edit;

import org.jspecify.annotations.NullMarked;
