package dev.diorama.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.aws.AwsServices;
import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Document;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.ResourceId;
import dev.diorama.ui.canvas.PathLight.State;
import dev.diorama.ui.canvas.PathLight.Stop;
import dev.diorama.workspace.DocumentFiles;
import dev.diorama.workspace.Studio;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PathFinderTest {
  private static final Studio STUDIO = new Studio(AwsServices.all());
  private static final TextMeasure MEASURE = (text, face) -> text.length() * face.size() * 0.6;

  private static Document sample(String name) throws Exception {
    return DocumentFiles.read(Path.of("samples", name, name + ".diorama"));
  }

  private static Document without(Document document, String resource, String property) {
    return Transaction.of(
            Message.of("test"),
            new Edit.SetProperty(
                new ResourceId(resource), PropertyPath.parse(property), Optional.empty()))
        .apply(document);
  }

  private static Optional<PathLight> light(Document document, String connection) {
    var check = STUDIO.check(document.architecture());
    var texts = STUDIO.texts(Locale.ENGLISH, "dev.diorama.ui.canvas.messages");
    var diagram =
        new DiagramBuilder(STUDIO.catalog(), texts, MEASURE).build(document, check, Diagram.EMPTY);
    var id = new ConnectionId(connection);
    return new PathFinder(check.drawing(), STUDIO.catalog(), texts, MEASURE, diagram)
        .find(
            diagram.connection(id).orElseThrow(), Objects.requireNonNull(check.verdicts().get(id)));
  }

  private static List<String> passed(PathLight light) {
    return light.stops().stream().filter(Stop::passed).map(s -> s.node().value()).toList();
  }

  @Test
  void throughANatGatewayTheWayPassesEachDeviceAndWhatDecidesIsNumberedInOrder() throws Exception {
    var light = light(sample("private-database"), "fetch-rate").orElseThrow();
    assertThat(passed(light))
        .containsExactly("quote-order", "nat-a", "internet-gateway", "exchange-rates");
    assertThat(light.stops().stream().map(s -> s.label() + " " + s.node()))
        .containsExactly(
            "1 quote-order",
            "2 app-group",
            "3 app-acl",
            "4 private-routes",
            "5 nat-a",
            "6 public-routes",
            "7 internet-gateway",
            "8 exchange-rates");
    // From the function to its interface in the subnet, then from device to device.
    assertThat(light.legs()).hasSize(4);
    assertThat(light.frames())
        .contains(new ResourceId("app-a"), new ResourceId("app-b"), new ResourceId("public-a"));
    assertThat(light.locks()).isEmpty();
    assertThat(light.broken()).isEmpty();
    assertThat(light.open())
        .contains(new ResourceId("app-group"), new ResourceId("app-acl"))
        .doesNotContain(new ResourceId("nat-a"));
  }

  @Test
  void beforeAShutLockTheOpenOnesAreSeenToo() throws Exception {
    var light =
        light(without(sample("private-database"), "quote-order-role", "Policies"), "report")
            .orElseThrow();
    assertThat(light.open()).contains(new ResourceId("app-group"));
    assertThat(light.open()).doesNotContain(new ResourceId("reports"));
    var allowed = light(sample("private-database"), "report").orElseThrow();
    assertThat(allowed.open()).contains(new ResourceId("reports"));
  }

  @Test
  void throughAnEndpointTheWayPassesTheEndpoint() throws Exception {
    assertThat(passed(light(sample("private-database"), "report").orElseThrow()))
        .containsExactly("quote-order", "s3-endpoint", "reports");
  }

  @Test
  void aFunctionOutsideOfAVpcGoesStraight() throws Exception {
    var document = sample("photo-catalog");
    var connection =
        document.architecture().connections().values().stream()
            .filter(c -> c.type().value().equals("dynamodb:Write"))
            .findFirst()
            .orElseThrow();
    var light = light(document, connection.id().value()).orElseThrow();
    assertThat(passed(light))
        .containsExactly(connection.source().value(), connection.target().value());
    assertThat(light.legs()).hasSize(1);
  }

  @Test
  void aMissingRouteIsALockOnTheRouteTableAndTheWayEndsAtTheInterface() throws Exception {
    var light =
        light(without(sample("private-database"), "private-routes", "Routes"), "fetch-rate")
            .orElseThrow();
    assertThat(passed(light)).containsExactly("quote-order");
    assertThat(light.locks())
        .singleElement()
        .satisfies(lock -> {
          assertThat(lock.node()).contains(new ResourceId("private-routes"));
          assertThat(lock.state()).isEqualTo(State.SHUT);
          assertThat(lock.reason()).contains("PrivateRoutes").contains("no route");
        });
    assertThat(light.broken()).isPresent();
  }

  @Test
  void aDenialIsALockOnTheTargetThatThePacketsReach() throws Exception {
    var light =
        light(without(sample("private-database"), "quote-order-role", "Policies"), "report")
            .orElseThrow();
    assertThat(passed(light)).endsWith("s3-endpoint", "reports");
    assertThat(light.locks())
        .singleElement()
        .satisfies(lock -> {
          assertThat(lock.node()).contains(new ResourceId("reports"));
          assertThat(lock.state()).isEqualTo(State.SHUT);
          assertThat(lock.word()).isEqualTo("Denied here");
        });
  }

  @Test
  void linesKeepOffCardsThatTheyDoNotPass() throws Exception {
    var document = sample("private-database");
    var light = light(document, "fetch-rate").orElseThrow();
    var passed = passed(light);
    for (var leg : light.legs()) {
      for (double t = 0; t <= 1; t += 0.005) {
        var p = leg.at(t);
        document
            .layout()
            .bounds()
            .forEach((id, box) -> {
              boolean card =
                  document.architecture().resources().values().stream()
                      .noneMatch(r -> r.container().equals(Optional.of(id)));
              boolean place = passed.contains(id.value()) || id.value().startsWith("app-");
              if (card && !place) {
                assertThat(Diagram.grown(box, -1).contains(p.getX(), p.getY()))
                    .as("%s", id)
                    .isFalse();
              }
            });
      }
    }
  }
}
