package dev.diorama.aws.rds;

import java.util.Map;

/// Translates the embedded engine's SQLSTATEs into PostgreSQL's
/// (`postgresql.org/docs/current/errcodes-appendix.html`). Those that both share stay.
final class PostgresStates {
  private static final Map<String, String> STATES =
      Map.ofEntries(
          Map.entry("42S02", "42P01"), // undefined_table
          Map.entry("42S03", "42P01"),
          Map.entry("42S04", "42P01"),
          Map.entry("42S22", "42703"), // undefined_column
          Map.entry("42S01", "42P07"), // duplicate_table
          Map.entry("42S21", "42701"), // duplicate_column
          Map.entry("42000", "42601"), // syntax_error
          Map.entry("42001", "42601"),
          Map.entry("23506", "23503"), // foreign_key_violation
          Map.entry("23513", "23514"), // check_violation
          Map.entry("22018", "22P02"), // invalid_text_representation
          Map.entry("HY004", "42704"), // undefined_object: a type
          Map.entry("07001", "08P01"), // protocol_violation: parameters missing
          Map.entry("21S02", "42601"),
          Map.entry("90022", "42883"), // undefined_function
          Map.entry("90040", "42501"), // insufficient_privilege
          Map.entry("90079", "3F000")); // invalid_schema_name

  private PostgresStates() {}

  static String of(String state) {
    // The engine's own states begin with 9; PostgreSQL calls such things internal errors.
    return STATES.getOrDefault(state, state.startsWith("9") ? "XX000" : state);
  }
}
