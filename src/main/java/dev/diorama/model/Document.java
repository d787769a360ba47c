package dev.diorama.model;

import dev.diorama.model.Value.Fields;
import java.util.List;
import java.util.Optional;

/// A whole `.diorama` file.
///
/// @param formatVersion the version of the file format; [#FORMAT_VERSION] is what this code writes
/// @param unknown top-level fields that this version does not know; kept and written back
public record Document(
    int formatVersion,
    Architecture architecture,
    Layout layout,
    List<Scenario> scenarios,
    Fields unknown) {
  /// The newest file format that this code reads, and the one that it writes.
  public static final int FORMAT_VERSION = 1;

  /// A new, empty document.
  public static final Document EMPTY =
      new Document(FORMAT_VERSION, Architecture.EMPTY, Layout.EMPTY, List.of(), Fields.EMPTY);

  public Document {
    scenarios = List.copyOf(scenarios);
  }

  /// This document with another architecture.
  public Document with(Architecture newArchitecture) {
    return new Document(formatVersion, newArchitecture, layout, scenarios, unknown);
  }

  /// This document with another layout.
  public Document with(Layout newLayout) {
    return new Document(formatVersion, architecture, newLayout, scenarios, unknown);
  }

  /// The scenario with this name.
  public Optional<Scenario> scenario(String name) {
    return scenarios.stream().filter(s -> s.name().equals(name)).findFirst();
  }
}
