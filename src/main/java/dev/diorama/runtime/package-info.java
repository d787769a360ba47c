/// Time, event log, call gate, dispatch to service engines, HTTP endpoint and wire protocols.
@NullMarked
package dev.diorama.runtime;

import org.jspecify.annotations.NullMarked;
