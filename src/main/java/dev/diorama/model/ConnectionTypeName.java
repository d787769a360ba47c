package dev.diorama.model;

/// The name of a connection type, as `lambda:EventSourceMapping` or `dynamodb:Write`.
public record ConnectionTypeName(String value) implements Comparable<ConnectionTypeName> {
  public ConnectionTypeName {
    if (value.isBlank()) {
      throw new IllegalArgumentException("ConnectionTypeName must not be blank");
    }
  }

  @Override
  public int compareTo(ConnectionTypeName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
