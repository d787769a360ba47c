package dev.diorama.runtime;

import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// A run's randomness: the same numbers for the same seed on every platform.
final class Randomness {
  private final RandomGenerator generator;

  Randomness(long seed) {
    // The algorithm is named, since the platform's default may change between Java versions.
    generator = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  RandomGenerator generator() {
    return generator;
  }

  /// Random bits with the version and variant of RFC 9562, section 5.4.
  String newUuid() {
    var high = (generator.nextLong() & ~0xf000L) | 0x4000L;
    var low = (generator.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }
}
