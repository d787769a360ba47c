package dev.diorama.aws.logs;

/// One log event.
///
/// @param id 56 digits, growing
/// @param timestamp when it happened, in milliseconds since 1970
/// @param ingestionTime when it arrived, likewise
record LogEvent(String id, String stream, long timestamp, long ingestionTime, String message) {}
