package dev.diorama.reachability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever the files hold, the reader reads and the engine answers.
class BadAccountTest {
  private static final long SEED = Long.getLong("diorama.seed", 99L);
  private static final List<Value> NONSENSE =
      List.of(
          Value.Null.NULL,
          Value.of(""),
          Value.of("10.0.0.0/33"),
          Value.of("rtb-vpc-00"),
          Value.of("eni-0"),
          Value.of(-7),
          Value.of(99_999_999_999L),
          Value.of(true),
          Items.EMPTY,
          Fields.EMPTY,
          Value.list(Value.of("x"), Value.Null.NULL),
          Value.of("::/0"),
          Value.of("local"));

  private final Random random = new Random(SEED);

  private Value mutated(Value value, int depth) {
    if (random.nextInt(40) == 0) {
      return NONSENSE.get(random.nextInt(NONSENSE.size()));
    }
    return switch (value) {
      case Items i -> {
        var list = new ArrayList<Value>();
        i.values().forEach(v -> list.add(mutated(v, depth + 1)));
        if (!list.isEmpty() && random.nextInt(10) == 0) {
          list.remove(random.nextInt(list.size()));
        }
        yield new Items(list);
      }
      case Fields f -> {
        var result = Fields.EMPTY;
        for (var e : f.values().entrySet()) {
          if (random.nextInt(60) > 0) {
            result = result.with(e.getKey(), mutated(e.getValue(), depth + 1));
          }
        }
        yield result;
      }
      default -> value;
    };
  }

  @Test
  void brokenFilesGiveWarningsAndAnswersButNoException() {
    System.out.println("BadAccountTest seed " + SEED);
    int warnings = 0;
    int answered = 0;
    for (int i = 0; i < 60; i++) {
      var files = new LinkedHashMap<String, Value>();
      new AccountWorld(SEED + i)
          .files()
          .forEach((n, v) -> {
            if (random.nextInt(12) > 0) {
              files.put(n, mutated(v, 0));
            }
          });
      var network = AccountNetwork.read(files);
      warnings += network.warnings().size();
      var enis = network.interfaces();
      for (int q = 0; q < 60 && !enis.isEmpty(); q++) {
        var line =
            Fields.EMPTY
                .with("from", AccountWorld.f("eni", enis.get(random.nextInt(enis.size())).value()))
                .with(
                    "to",
                    switch (random.nextInt(3)) {
                      case 0 -> AccountWorld.f("service", "s3");
                      case 1 -> AccountWorld.f("ip", "203.0.113.7");
                      default ->
                          AccountWorld.f("eni", enis.get(random.nextInt(enis.size())).value());
                    })
                .with("destinationPort", 443);
        if (network.answer(line) instanceof AccountNetwork.Answered) {
          answered++;
        }
      }
      assertThatCode(() -> network.matrix().openPairs()).doesNotThrowAnyException();
    }
    assertThat(warnings).isPositive();
    assertThat(answered).isGreaterThan(1000);
  }

  @Test
  void brokenCasesAreNotUnderstoodButNoException() {
    var network = AccountNetwork.read(new AccountWorld(SEED).files());
    var good =
        Fields.EMPTY
            .with("from", AccountWorld.f("eni", "eni-0"))
            .with("to", AccountWorld.f("eni", "eni-1"))
            .with("protocol", "tcp")
            .with("sourcePort", 40000)
            .with("destinationPort", 443);
    for (int i = 0; i < 3000; i++) {
      var line = mutated(good, 0) instanceof Fields f ? f : Fields.EMPTY;
      for (var name : List.of("from", "to", "protocol", "sourcePort", "destinationPort")) {
        if (random.nextInt(8) == 0) {
          line = line.with(name, NONSENSE.get(random.nextInt(NONSENSE.size())));
        }
      }
      assertThat(network.answer(line)).isNotNull();
    }
    assertThat(network.answer(good)).isInstanceOf(AccountNetwork.Answered.class);
  }

  @Test
  void noFilesAreAnEmptyAccount() {
    var network = AccountNetwork.read(Map.of());
    assertThat(network.warnings()).isEmpty();
    assertThat(network.interfaces()).isEmpty();
    assertThat(network.answer(Fields.EMPTY)).isInstanceOf(AccountNetwork.NotUnderstood.class);
    assertThat(network.matrix().pairs()).isEmpty();
  }

  @Test
  void tenThousandRulesAndGroupsThatNameEachOtherAreAnswered() {
    var rules = new ArrayList<Value>();
    for (int i = 0; i < 10_000; i++) {
      rules.add(
          AccountWorld.f("IpProtocol", "tcp")
              .with("FromPort", i * 6L)
              .with("ToPort", i * 6L)
              .with(
                  "UserIdGroupPairs",
                  AccountWorld.items(List.of(AccountWorld.f("GroupId", "sg-vpc-0" + i % 4))))
              .with(
                  "IpRanges",
                  AccountWorld.items(
                      List.of(
                          AccountWorld.f("CidrIp", "10." + i % 250 + "." + i / 250 + ".0/24")))));
    }
    var files = new LinkedHashMap<>(new AccountWorld(SEED).files());
    var groups = new ArrayList<Value>();
    for (int g = 0; g < 4; g++) {
      groups.add(
          AccountWorld.f("GroupId", "sg-vpc-0" + g, "VpcId", "vpc-0")
              .with("IpPermissions", new Items(rules))
              .with("IpPermissionsEgress", new Items(rules)));
    }
    files.put("SecurityGroups", Fields.EMPTY.with("SecurityGroups", new Items(groups)));
    var network = AccountNetwork.read(files);
    var line =
        Fields.EMPTY
            .with("from", AccountWorld.f("eni", "eni-0"))
            .with("to", AccountWorld.f("eni", "eni-1"))
            .with("destinationPort", 6);
    assertThat(network.answer(line)).isInstanceOf(AccountNetwork.Answered.class);
  }
}
