package dev.diorama.catalog;

/// The group of a resource type; the palette groups by it and the theme colours by it.
public enum Category {
  /// Who calls from outside: browser, command line, the internet.
  CLIENT,
  /// Compute.
  COMPUTE,
  /// Storage.
  STORAGE,
  /// Database.
  DATABASE,
  /// APIs.
  API,
  /// Application integration and observability.
  INTEGRATION,
  /// Networking and content delivery.
  NETWORKING,
  /// Security, identity and compliance.
  SECURITY
}
