package dev.diorama.model;

/// Where the drawing lives: partition (`aws`), twelve-digit account id and region.
public record Environment(String partition, String accountId, String region) {
  /// AWS's documentation account in the first region.
  public static final Environment DEFAULT = new Environment("aws", "123456789012", "us-east-1");

  public Environment {
    if (!accountId.matches("[0-9]{12}")) {
      throw new IllegalArgumentException("an account id has twelve digits: " + accountId);
    }
  }
}
