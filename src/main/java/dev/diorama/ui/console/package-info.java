/// Tries out what runs: requests to APIs, messages over WebSockets, events for functions, and what
/// their code logs. Knows resources only by the [dev.diorama.catalog.Console] of their type.
@NullMarked
package dev.diorama.ui.console;

import org.jspecify.annotations.NullMarked;
