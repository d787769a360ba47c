package dev.diorama.cli;

/// What the program says to the shell.
public final class ExitCode {
  /// Good.
  public static final int GOOD = 0;

  /// There are findings of severity error or warning, or an expectation failed.
  public static final int FINDINGS = 1;

  /// The command line is wrong, or the input cannot be read.
  public static final int USAGE = 2;

  /// Diorama itself failed.
  public static final int INTERNAL = 3;

  private ExitCode() {}
}
