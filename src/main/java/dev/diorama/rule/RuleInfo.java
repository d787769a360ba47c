package dev.diorama.rule;

/// What is known about a rule without running it. Its title has the message key `rule.<id>.title`,
/// its explanation `rule.<id>.description`.
///
/// @param source the documentation page it rests on
public record RuleInfo(RuleId id, Severity severity, String source) {}
