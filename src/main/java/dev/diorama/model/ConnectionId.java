package dev.diorama.model;

/// Identifies a connection within one document.
public record ConnectionId(String value) implements Comparable<ConnectionId> {
  public ConnectionId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("ConnectionId must not be blank");
    }
  }

  @Override
  public int compareTo(ConnectionId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
