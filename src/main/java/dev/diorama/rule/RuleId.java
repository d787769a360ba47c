package dev.diorama.rule;

/// Names the defect, as `VisibilityTimeoutBelowFunctionTimeout`, for ever.
public record RuleId(String value) {
  public RuleId {
    if (!value.matches("[A-Z][A-Za-z0-9]+")) {
      throw new IllegalArgumentException("a rule id is a name in PascalCase: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
