package dev.diorama.reachability;

import static dev.diorama.reachability.Drawing.in;
import static dev.diorama.reachability.Drawing.route;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatrixTest {
  private static final long SEED = Long.getLong("diorama.seed", 4712L);

  @Test
  void everyCellHasExactlyThePortsThatSinglePacketsHave() {
    System.out.println("MatrixTest seed " + SEED);
    int open = 0;
    for (int w = 0; w < 3; w++) {
      var world = new AccountWorld(SEED + w);
      var network = AccountNetwork.read(world.files());
      var matrix = network.matrix();
      var ports = world.boundaries();
      var clients = ports.stream().filter(p -> p >= 1024).toList();
      for (int i = 0; i < 6000; i++) {
        var from = world.pick(world.enis);
        var to = world.pick(world.enis);
        if (from.equals(to)) {
          continue;
        }
        int port = world.pick(ports);
        int client = world.pick(clients);
        var line =
            Fields.EMPTY
                .with("from", AccountWorld.f("eni", from.id()))
                .with("to", AccountWorld.f("eni", to.id()))
                .with("protocol", "tcp")
                .with("sourcePort", client)
                .with("destinationPort", port);
        var verdict = ((AccountNetwork.Answered) network.answer(line)).verdict();
        var cell = matrix.reach(new ResourceId(from.id()), new ResourceId(to.id()));
        boolean works = cell.ports().contains(port) && cell.clientPorts().contains(client);
        if (verdict.disposition() == Disposition.UNKNOWN
            || verdict.disposition() == Disposition.INTERMITTENT) {
          continue;
        }
        open += works ? 1 : 0;
        assertThat(works)
            .as("seed %d, %s: %s but %s", SEED + w, line, verdict, cell)
            .isEqualTo(verdict.roundTrip());
      }
    }
    assertThat(open).isGreaterThan(300);
  }

  private static Drawing shop() {
    return new Drawing()
        .vpc("Vpc", "10.0.0.0/16")
        .internetGateway("Igw", "Vpc")
        .table("Routes", "Vpc", route("0.0.0.0/0", "GatewayId", "@Igw"))
        .subnet("Public", "Vpc", "10.0.0.0/24", "'RouteTableId':@Routes")
        .subnet("Private", "Vpc", "10.0.1.0/24", "")
        .group("App", "Vpc", "'SecurityGroupIngress':[" + in("tcp", 443, 443, "0.0.0.0/0") + "]")
        .group("Data", "Vpc", "'SecurityGroupIngress':[" + in("tcp", 5432, 5432, "@App") + "]")
        .server("Web", "'Subnets':[@Public],'Groups':[@App],'Public':true")
        .function("Fn", "'Subnets':[@Private],'Groups':[@App]")
        .database("Db", "'Subnets':[@Private],'Groups':[@Data]");
  }

  private static Matrix matrix(Drawing drawing) {
    return new ReachabilityEngine(drawing.architecture(), Drawing.CATALOG).matrix();
  }

  private static ResourceId id(String text) {
    return new ResourceId(text);
  }

  @Test
  void aDrawingsMatrixKnowsWhoReachesWhomAndByWhichPorts() {
    var matrix = matrix(shop());
    assertThat(matrix.parties()).extracting(ResourceId::value).containsExactly("Web", "Fn", "Db");
    assertThat(matrix.reach(id("Fn"), id("Db")))
        .isEqualTo(
            new Reach(Disposition.REACHABLE, PortSet.of(5432, 5432), PortSet.of(1024, 65535)));
    assertThat(matrix.reach(Matrix.INTERNET, id("Web")).ports()).isEqualTo(PortSet.of(443, 443));
    assertThat(matrix.reach(Matrix.INTERNET, id("Db")).works()).isFalse();
    assertThat(matrix.reach(id("Web"), Matrix.INTERNET).works()).isTrue();
    assertThat(matrix.reach(id("Fn"), Matrix.INTERNET).works()).isFalse();
    assertThat(matrix.reach(id("Web"), id("Fn")))
        .as("functions accept nothing")
        .isEqualTo(Reach.NONE);
    assertThat(matrix.reaching(id("Db")).stream().map(Matrix.Pair::from).map(ResourceId::value))
        .containsExactly("Web", "Fn");
    assertThat(matrix.reachedFrom(Matrix.INTERNET)).hasSize(1);
  }

  @Test
  void aDifferenceNamesThePairsAndPortsThatChanged() {
    var before = matrix(shop());
    var after =
        matrix(
            shop()
                .group(
                    "App",
                    "Vpc",
                    "'SecurityGroupIngress':["
                        + in("tcp", 443, 443, "0.0.0.0/0")
                        + ","
                        + in("tcp", 22, 22, "0.0.0.0/0")
                        + "]")
                .group("Data", "Vpc", "'SecurityGroupIngress':[]"));
    var changes = MatrixDifference.between(before, after);
    assertThat(changes)
        .extracting(
            c -> c.before().from() + "→" + c.before().to() + " +" + c.gained() + " -" + c.lost())
        .containsExactly(
            "internet→Web +22 -",
            "Web→Db + -5432",
            "Fn→Web +22 -",
            "Fn→Db + -5432",
            "Db→Web +22 -");
    assertThat(changes.get(3).becameUnreachable()).isTrue();
    assertThat(changes.get(3).becameReachable()).isFalse();
    assertThat(MatrixDifference.between(before, matrix(shop()))).isEmpty();
  }

  @Test
  void aPartyThatIsNotThereReachesNobody() {
    assertThat(matrix(shop()).reach(id("Nobody"), id("Db"))).isEqualTo(Reach.NONE);
    assertThat(matrix(shop()).reach(id("Db"), id("Db"))).isEqualTo(Reach.NONE);
    assertThat(MatrixDifference.between(matrix(new Drawing()), matrix(shop())))
        .allMatch(MatrixDifference.Change::becameReachable)
        .isNotEmpty();
    assertThat(List.of(matrix(new Drawing()).pairs())).hasSize(1);
  }
}
