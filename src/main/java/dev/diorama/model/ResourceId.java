package dev.diorama.model;

/// Identifies a resource within one document; never shown to AWS and never reused.
public record ResourceId(String value) implements Comparable<ResourceId> {
  public ResourceId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("ResourceId must not be blank");
    }
  }

  @Override
  public int compareTo(ResourceId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
