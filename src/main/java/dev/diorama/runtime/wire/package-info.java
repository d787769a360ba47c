/// HTTP messages, AWS's wire protocols and request signatures.
@NullMarked
package dev.diorama.runtime.wire;

import org.jspecify.annotations.NullMarked;
