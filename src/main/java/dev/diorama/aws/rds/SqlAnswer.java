package dev.diorama.aws.rds;

import dev.diorama.model.Value.Fields;

/// What a statement answers.
sealed interface SqlAnswer {

  /// It ran.
  ///
  /// @param rows how many rows it returned or changed
  record Rows(Fields output, long rows) implements SqlAnswer {}

  /// It failed.
  ///
  /// @param state the SQLSTATE, five characters
  record Refusal(String state, String message) implements SqlAnswer {}
}
