/// Reads JSON into [dev.diorama.model.Value]s and writes it back, with positions and limits.
@NullMarked
package dev.diorama.json;

import org.jspecify.annotations.NullMarked;
