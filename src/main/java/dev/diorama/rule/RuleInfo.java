package dev.diorama.rule;

/// What is known about a rule without running it. Its title has the message key `rule.<id>.title`,
/// its explanation `rule.<id>.description`.
///
/// @param source the documentation page it rests on, as a link that browsers open: `https://…`
public record RuleInfo(RuleId id, Severity severity, String source) {
  private static final String SCHEME = "https://";

  public RuleInfo {
    source = source.startsWith(SCHEME) ? source : SCHEME + source;
  }
}
