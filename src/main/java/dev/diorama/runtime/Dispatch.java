package dev.diorama.runtime;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The services of one run by IAM prefix.
final class Dispatch {
  private final Map<String, ServiceEmulator> services = new LinkedHashMap<>();

  /// @throws IllegalArgumentException if two engines serve the same prefix
  void add(List<ServiceEmulator> emulators) {
    for (var emulator : emulators) {
      if (services.put(emulator.service(), emulator) != null) {
        throw new IllegalArgumentException("two engines serve " + emulator.service());
      }
    }
  }

  Optional<ServiceEmulator> service(String prefix) {
    return Optional.ofNullable(services.get(prefix));
  }

  Collection<ServiceEmulator> all() {
    return services.values();
  }
}
