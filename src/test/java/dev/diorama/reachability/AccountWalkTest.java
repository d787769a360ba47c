package dev.diorama.reachability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.reachability.AccountWalker.Mistake;
import dev.diorama.reachability.AccountWalker.Packet;
import dev.diorama.reachability.AccountWalker.Result;
import dev.diorama.reachability.AccountWorld.Eni;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The engine against a naive second implementation on random accounts with 27 subnets, one packet
/// at a time, with ports at and beside each boundary of a rule.
class AccountWalkTest {
  private static final long SEED = Long.getLong("diorama.seed", 20261122L);
  private static final int WORLDS = Boolean.getBoolean("diorama.long") ? 64 : 16;
  private static final int QUESTIONS = 14_500;

  private final Map<String, Integer> seen = new LinkedHashMap<>();

  @Test
  void everyVerdictEqualsThatOfPacketsWalkedOneByOne() {
    System.out.println("AccountWalkTest seed " + SEED);
    long packets = 0;
    for (int i = 0; i < WORLDS; i++) {
      packets += compare(SEED + i, Mistake.NONE, QUESTIONS, true);
    }
    System.out.println("AccountWalkTest " + packets + " packets, verdicts " + seen);
    assertThat(packets).isGreaterThan(WORLDS * 12_500L);
    assertThat(seen.get("true/true")).isGreaterThan(WORLDS * 500);
    assertThat(seen.get("true/false")).isGreaterThan(WORLDS * 400);
  }

  @ParameterizedTest
  @EnumSource(value = Mistake.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void aPlantedMistakeIsNoticed(Mistake mistake) {
    int before = differences;
    for (int i = 0; i < 4 && differences == before; i++) {
      compare(SEED + i, mistake, QUESTIONS, false);
    }
    assertThat(differences).isGreaterThan(before);
  }

  private int differences;

  private long compare(long seed, Mistake mistake, int questions, boolean strict) {
    var world = new AccountWorld(seed);
    var walker = new AccountWalker(world, mistake);
    var network = AccountNetwork.read(world.files());
    assertThat(network.warnings()).isEmpty();
    var ports = world.boundaries();
    var clientPorts = ports.stream().filter(p -> p >= 1024).toList();
    for (int i = 0; i < questions; i++) {
      int protocol = world.pick(List.of(6, 6, 6, 6, 17, 1));
      int sport = protocol == 1 ? 0 : world.pick(clientPorts);
      int dport = protocol == 1 ? 8 : world.pick(ports);
      var from = world.pick(world.enis);
      var line =
          Fields.EMPTY
              .with("protocol", protocol)
              .with("sourcePort", sport)
              .with("destinationPort", dport);
      switch (world.random.nextInt(5)) {
        case 0 -> {
          var to = world.pick(world.enis);
          if (!to.equals(from)) {
            check(
                network,
                line.with("from", eni(from)).with("to", eni(to)),
                walker.between(
                    from,
                    to,
                    new Packet(protocol, from.ip(), sport, to.ip(), dport, Optional.of(from))),
                seed,
                strict);
          }
        }
        case 1 -> {
          var to = world.pick(world.enis);
          if (!to.equals(from) && to.v6().isPresent() && from.v6().isPresent() && protocol != 1) {
            check(
                network,
                line.with("from", eni(from)).with("to", AccountWorld.f("ip", to.v6().get())),
                walker.between(
                    from,
                    to,
                    new Packet(
                        protocol, from.v6().get(), sport, to.v6().get(), dport, Optional.of(from))),
                seed,
                strict);
          }
        }
        case 2 -> {
          var to = world.pick(world.enis);
          if (!to.equals(from) && to.publicIp().isPresent()) {
            var address = to.publicIp().get();
            check(
                network,
                line.with("from", eni(from)).with("to", AccountWorld.f("ip", address)),
                walker.outward(
                    from,
                    new Packet(protocol, from.ip(), sport, address, dport, Optional.of(from))),
                seed,
                strict);
          }
        }
        case 3 -> {
          boolean v6 = from.v6().isPresent() && protocol != 1 && world.random.nextBoolean();
          var address = world.pick(v6 ? AccountWorld.OUTSIDE_V6 : AccountWorld.OUTSIDE);
          var source = v6 ? from.v6().get() : from.ip();
          check(
              network,
              line.with("from", eni(from)).with("to", AccountWorld.f("ip", address)),
              walker.outward(
                  from, new Packet(protocol, source, sport, address, dport, Optional.of(from))),
              seed,
              strict);
        }
        default -> {
          boolean v6 = from.v6().isPresent() && protocol != 1 && world.random.nextBoolean();
          var address = world.pick(v6 ? AccountWorld.OUTSIDE_V6 : AccountWorld.OUTSIDE);
          var target = v6 ? from.v6().get() : from.ip();
          check(
              network,
              line.with("from", AccountWorld.f("ip", address).with("internet", Value.of(true)))
                  .with("to", eni(from)),
              walker.inward(
                  from, new Packet(protocol, address, sport, target, dport, Optional.empty())),
              seed,
              strict);
        }
      }
    }
    return walker.packets();
  }

  private static Fields eni(Eni eni) {
    return AccountWorld.f("eni", eni.id());
  }

  private void check(
      AccountNetwork network, Fields line, Result expected, long seed, boolean strict) {
    var answer = network.answer(line);
    assertThat(answer).isInstanceOf(AccountNetwork.Answered.class);
    var verdict = ((AccountNetwork.Answered) answer).verdict();
    boolean same =
        expected.unknown()
            ? verdict.disposition() == Disposition.UNKNOWN
                || verdict.disposition() == Disposition.UNREACHABLE
            : verdict.forward() == expected.forward()
                && verdict.roundTrip() == expected.roundTrip();
    if (!same) {
      differences++;
    }
    if (strict) {
      assertThat(same)
          .as("seed %d, %s: expected %s, was %s", seed, line, expected, verdict)
          .isTrue();
      seen.merge(expected.forward() + "/" + expected.roundTrip(), 1, Integer::sum);
    }
  }
}
