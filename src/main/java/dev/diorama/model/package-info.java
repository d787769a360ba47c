/// The document: resources, connections, scenarios and where they are drawn, as plain immutable
/// data.
@NullMarked
package dev.diorama.model;

import org.jspecify.annotations.NullMarked;
