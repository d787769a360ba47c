package dev.diorama.runtime;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/// How to run a drawing.
///
/// @param seed what all randomness comes from
/// @param port in live time the loopback port to serve AWS clients at, 0 for any free one; empty:
///   do not listen
/// @param folder where the document stands, beside its handler code; empty for an unsaved one
public record RunOptions(long seed, OptionalInt port, Optional<Path> folder) {}
