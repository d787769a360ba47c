package dev.diorama.aws.lambda;

import dev.diorama.model.Architecture;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceTypeName;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/// The Availability Zones of a run and which of them have failed. Lambda runs a function in several
/// zones (docs.aws.amazon.com/lambda/latest/dg/security-resilience.html); one that is connected to
/// a VPC runs where its subnets are (docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html).
final class Zones {
  private static final ResourceTypeName ZONE = new ResourceTypeName("Diorama::AvailabilityZone");

  private final Architecture drawing;
  private final List<String> region;
  private final Set<String> failed = new TreeSet<>();

  Zones(Architecture drawing) {
    this.drawing = drawing;
    var names = new LinkedHashSet<String>();
    drawing.ofType(ZONE).forEach(z -> names.add(name(z)));
    // A drawing without a network shows none; most regions have three or more.
    for (var letter : List.of("a", "b", "c")) {
      if (names.size() < 3) {
        names.add(drawing.environment().region() + letter);
      }
    }
    region = List.copyOf(names);
  }

  private static String name(Resource zone) {
    return zone.properties().text("ZoneName").orElse(zone.logicalId());
  }

  /// The zones in which a function can run, failed or not.
  List<String> of(Resource function) {
    var names = new LinkedHashSet<String>();
    for (var subnet : FunctionFacets.subnets(function, drawing)) {
      drawing
          .resource(subnet)
          .flatMap(s -> drawing.enclosing(s, ZONE))
          .map(Zones::name)
          .ifPresent(names::add);
    }
    return names.isEmpty() ? region : List.copyOf(names);
  }

  /// The working zone with the fewest environments, the first of equals; empty if none works.
  Optional<String> choose(List<String> zones, SequencedMap<String, Integer> environments) {
    var best = Optional.<String>empty();
    int fewest = Integer.MAX_VALUE;
    for (var zone : zones) {
      int here = environments.getOrDefault(zone, 0);
      if (here < fewest && !failed.contains(zone)) {
        best = Optional.of(zone);
        fewest = here;
      }
    }
    return best;
  }

  /// Whether there is such a zone.
  boolean knows(String zone) {
    return region.contains(zone);
  }

  /// The zones' names.
  List<String> all() {
    return region;
  }

  void fail(String zone) {
    failed.add(zone);
  }

  void restore(String zone) {
    failed.remove(zone);
  }

  static SequencedMap<String, Integer> counts() {
    return new LinkedHashMap<>();
  }
}
