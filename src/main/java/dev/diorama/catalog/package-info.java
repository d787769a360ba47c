/// What can be drawn: resource types, their properties and facets, connection types, ARNs and
/// messages.
@NullMarked
package dev.diorama.catalog;

import org.jspecify.annotations.NullMarked;
