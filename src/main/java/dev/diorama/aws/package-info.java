/// The services that Diorama knows, one folder each.
@NullMarked
package dev.diorama.aws;

import org.jspecify.annotations.NullMarked;
