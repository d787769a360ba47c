package dev.diorama.reachability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.ResourceId;
import dev.diorama.reachability.Flow.FromInternet;
import dev.diorama.reachability.Flow.FromResource;
import dev.diorama.reachability.Flow.Protocol;
import dev.diorama.reachability.Flow.ToInternet;
import dev.diorama.reachability.Flow.ToResource;
import dev.diorama.reachability.PacketWalker.Mistake;
import java.util.EnumMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The engine against a naive second implementation on random networks.
class PacketWalkTest {
  private static final long SEED = Long.getLong("diorama.seed", 20261122L);
  private static final int WORLDS = 40;

  @Test
  void everyVerdictEqualsThatOfPacketsWalkedOneByOne() {
    System.out.println("PacketWalkTest seed " + SEED);
    long packets = 0;
    var seen = new EnumMap<Disposition, Integer>(Disposition.class);
    for (int i = 0; i < WORLDS; i++) {
      long seed = SEED + i;
      var world = new World(seed);
      var walker = new PacketWalker(world, Mistake.NONE);
      var engine = new ReachabilityEngine(world.draw().architecture(), Drawing.CATALOG);
      for (var from : world.hosts) {
        var source = new FromResource(new ResourceId(from.name()));
        for (int port : World.PORTS) {
          for (var to : world.hosts) {
            if (!from.equals(to)) {
              check(
                  engine,
                  new Flow(source, new ToResource(new ResourceId(to.name())), Protocol.TCP, port),
                  walker.between(from, to, port),
                  seed,
                  seen);
            }
          }
          check(
              engine,
              new Flow(
                  new FromInternet(),
                  new ToResource(new ResourceId(from.name())),
                  Protocol.TCP,
                  port),
              walker.inward(from, port),
              seed,
              seen);
        }
        for (var address : World.OUTSIDE) {
          check(
              engine,
              new Flow(source, new ToInternet(address), Protocol.TCP, 443),
              walker.outward(from, address, 443),
              seed,
              seen);
        }
      }
      packets += walker.packets();
    }
    System.out.println("PacketWalkTest " + packets + " packets, verdicts " + seen);
    assertThat(packets).isGreaterThan(20_000);
    assertThat(seen.keySet())
        .contains(
            Disposition.REACHABLE,
            Disposition.UNREACHABLE,
            Disposition.INTERMITTENT,
            Disposition.AMBIGUOUS);
    assertThat(seen.get(Disposition.REACHABLE)).isGreaterThan(200);
  }

  @ParameterizedTest
  @EnumSource(value = Mistake.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void aPlantedMistakeIsNoticed(Mistake mistake) {
    int differences = 0;
    for (int i = 0; i < 10; i++) {
      var world = new World(SEED + i);
      var walker = new PacketWalker(world, mistake);
      var engine = new ReachabilityEngine(world.draw().architecture(), Drawing.CATALOG);
      for (var from : world.hosts) {
        for (var to : world.hosts) {
          for (int port : World.PORTS) {
            var flow =
                new Flow(
                    new FromResource(new ResourceId(from.name())),
                    new ToResource(new ResourceId(to.name())),
                    Protocol.TCP,
                    port);
            if (!from.equals(to)
                && engine.trace(flow).disposition() != walker.between(from, to, port)) {
              differences++;
            }
          }
        }
      }
    }
    assertThat(differences).isPositive();
  }

  private static void check(
      ReachabilityEngine engine,
      Flow flow,
      Disposition expected,
      long seed,
      EnumMap<Disposition, Integer> seen) {
    var trace = engine.trace(flow);
    assertThat(trace.disposition())
        .as("seed %d, %s: %s", seed, flow, trace.blockers())
        .isEqualTo(expected);
    if (expected == Disposition.REACHABLE) {
      assertThat(trace.blockers()).as("seed %d, %s", seed, flow).isEmpty();
      assertThat(trace.hops().getLast().kind()).isEqualTo(Hop.Kind.DESTINATION);
    } else if (expected == Disposition.UNREACHABLE) {
      assertThat(trace.paths()).allSatisfy(p -> assertThat(p.blockers()).isNotEmpty());
    }
    seen.merge(expected, 1, Integer::sum);
  }
}
