package dev.diorama.cli;

/// How answers about policies are printed.
enum PolicyFormat {
  /// For people.
  text,
  /// For programs.
  json
}
