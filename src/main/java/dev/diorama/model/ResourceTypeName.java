package dev.diorama.model;

/// The CloudFormation spelling of a resource type, as `AWS::SQS::Queue`; Diorama's own begin with
/// `Diorama::`.
public record ResourceTypeName(String value) implements Comparable<ResourceTypeName> {
  public ResourceTypeName {
    if (value.isBlank()) {
      throw new IllegalArgumentException("ResourceTypeName must not be blank");
    }
  }

  @Override
  public int compareTo(ResourceTypeName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
