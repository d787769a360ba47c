package dev.diorama.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.access.Verdict.Outcome;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Document;
import dev.diorama.model.ResourceId;
import dev.diorama.workspace.Check;
import dev.diorama.workspace.ScenarioRunner;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The first promise: what the checker predicts for a connection is what a run shows, with every
/// single thing removed in turn.
class PredictionTest {
  static Stream<Path> samples() {
    return Samples.all().stream();
  }

  @Test
  void thereAreAtLeastAHundredRemovals() {
    assertThat(Samples.all().stream().mapToInt(f -> Removals.of(Samples.read(f)).size()).sum())
        .isGreaterThanOrEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Statement",
        "Permissions",
        "Routes",
        "SecurityGroupIngress",
        "SecurityGroupEgress",
        "Endpoint"
      })
  void somethingOfEachKindIsRemoved(String kind) {
    assertThat(Samples.all().stream().flatMap(f -> Removals.of(Samples.read(f)).stream()))
        .anyMatch(r -> r.what().contains(kind));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyConnectionOfASampleIsTravelled(Path file) {
    var document = Samples.read(file);
    var observed = run(document, file);
    assertThat(document.architecture().connections().values())
        .filteredOn(c -> !Samples.STUDIO.catalog().needs(document.architecture(), c).isEmpty())
        .allSatisfy(
            c -> assertThat(observed.of(c.id())).as(c.id().value()).contains(Outcome.WORKS));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void predictionIsTruth(Path file) {
    var disagreements = new ArrayList<String>();
    for (var removal : Removals.of(Samples.read(file))) {
      var drawing = removal.document().architecture();
      var check = Samples.STUDIO.check(drawing);
      var observed = run(removal.document(), file);
      for (var connection : drawing.connections().values()) {
        var predicted = outcome(check, connection.id());
        var seen = observed.of(connection.id());
        if (seen.isPresent() ? seen.get() != predicted : unexplained(connection, check)) {
          disagreements.add(
              "without %s: %s was predicted %s, the run showed %s"
                  .formatted(removal.what(), connection.id(), predicted, seen));
        }
      }
    }
    assertThat(disagreements).isEmpty();
  }

  private static Outcome outcome(Check check, ConnectionId id) {
    var verdict = check.verdicts().get(id);
    return verdict == null ? Outcome.WORKS : verdict.outcome();
  }

  /// Nothing travels on a connection only if something before it is broken, or it has no needs.
  private static boolean unexplained(Connection connection, Check check) {
    if (Samples.STUDIO.catalog().needs(check.drawing(), connection).isEmpty()) {
      return false;
    }
    return upstream(check.drawing(), connection).stream()
        .allMatch(c -> outcome(check, c.id()) == Outcome.WORKS);
  }

  /// The connections that can keep anything from travelling on `connection`: those that lead to its
  /// source, whatever their distance, and the other ones of the same source, whose failure ends the
  /// handler before it comes to this one. A poller reads along its arrow against the direction.
  ///
  /// The routes of an API do not keep one another from anything, except those that decide whether a
  /// client gets in: authorizers and `$connect`, with all that their functions do.
  private static List<Connection> upstream(Architecture drawing, Connection connection) {
    var result = new ArrayList<Connection>();
    var seen = new HashSet<ResourceId>();
    var open = new ArrayDeque<>(List.of(connection.source()));
    while (!open.isEmpty()) {
      var at = open.pop();
      if (seen.add(at)) {
        if (isApi(drawing, at)) {
          drawing.from(at).stream()
              .filter(PredictionTest::letsIn)
              .forEach(c -> {
                result.add(c);
                result.addAll(drawing.from(c.target()));
              });
        } else {
          result.addAll(drawing.from(at));
        }
        for (var before : drawing.to(at)) {
          result.add(before);
          open.add(before.source());
        }
      }
    }
    result.remove(connection);
    return result;
  }

  private static boolean isApi(Architecture drawing, ResourceId id) {
    return drawing
        .resource(id)
        .filter(r -> r.type().value().startsWith("AWS::ApiGateway"))
        .isPresent();
  }

  private static boolean letsIn(Connection connection) {
    return connection.type().value().equals("apigateway:Authorizer")
        || connection.properties().text("RouteKey").filter("$connect"::equals).isPresent();
  }

  private static Observation run(Document document, Path file) {
    try (var system = Samples.virtually(document, file, 7)) {
      for (var scenario : document.scenarios()) {
        ScenarioRunner.playVirtually(system, scenario);
      }
      return new Observation(system.log().from(0));
    }
  }
}
