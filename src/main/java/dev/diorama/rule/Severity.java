package dev.diorama.rule;

/// How much a finding matters.
public enum Severity {
  /// It will not work, or will do harm.
  ERROR,
  /// It works but is likely a mistake, a risk or a cost.
  WARNING,
  /// Worth knowing.
  INFO
}
