package dev.diorama.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.edit.Edit;
import dev.diorama.model.Bounds;
import dev.diorama.model.Document;
import dev.diorama.model.Message;
import dev.diorama.model.Value.Fields;
import dev.diorama.workspace.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DiagramTest {
  private static final TextMeasure MEASURE = (text, face) -> text.length() * face.size() * 0.6;

  private static DiagramBuilder builder() {
    return new DiagramBuilder(Drawings.studio().catalog(), Drawings.texts(Locale.ENGLISH), MEASURE);
  }

  private static Diagram build(Document document) {
    return builder().build(document, Check.NONE, Diagram.EMPTY);
  }

  private static Document random(Random random) {
    var drawings = new Drawings();
    int n = 4 + random.nextInt(10);
    for (int i = 0; i < n; i++) {
      drawings.card(
          "N" + i,
          "AWS::Lambda::Function",
          (i % 4) * 320 + random.nextInt(8) * 8,
          (i / 4) * 180 + random.nextInt(8) * 8);
    }
    drawings.card("Table", "AWS::DynamoDB::Table", 1400, 200);
    for (int i = 0; i < n; i++) {
      if (random.nextBoolean()) {
        drawings.connect("N" + i, "dynamodb:Read", "Table");
      }
      drawings.connect("N" + i, "s3:Read", "N" + random.nextInt(n));
    }
    return drawings.document();
  }

  @Test
  void labelsNeverCoverCardsContainerNamesOrOtherLabels() {
    for (long seed = 1; seed <= 200; seed++) {
      assertLabelsAreFree(build(random(new Random(seed))), "seed " + seed);
    }
    assertLabelsAreFree(build(Drawings.photos()), "photos");
    assertLabelsAreFree(build(Drawings.network()), "network");
  }

  private static void assertLabelsAreFree(Diagram diagram, String which) {
    var pills = new ArrayList<Bounds>();
    for (var c : diagram.connections().values()) {
      c.pill()
          .ifPresent(pill -> {
            assertThat(diagram.nodes().values().stream().map(NodeFigure::grip))
                .as(which)
                .noneMatch(pill::intersects);
            assertThat(pills).as(which).noneMatch(pill::intersects);
            pills.add(pill);
          });
    }
  }

  @Test
  void everyConnectionOfTheSamplesHasALabel() {
    for (var document : List.of(Drawings.photos(), Drawings.network())) {
      assertThat(build(document).connections().values()).allMatch(c -> c.pill().isPresent());
    }
  }

  @Test
  void linesAreRectangularAndBeginAndEndAtTheirNodes() {
    for (long seed = 1; seed <= 200; seed++) {
      var diagram = build(random(new Random(seed)));
      for (var c : diagram.connections().values()) {
        var points = c.line().points();
        for (int i = 1; i < points.size(); i++) {
          var d = points.get(i).subtract(points.get(i - 1));
          assertThat(Math.min(Math.abs(d.getX()), Math.abs(d.getY())))
              .as("seed %d", seed)
              .isLessThan(0.01);
        }
        var source = diagram.node(c.connection().source()).orElseThrow().bounds();
        var target = diagram.node(c.connection().target()).orElseThrow().bounds();
        assertThat(
                Diagram.grown(source, 0.01)
                    .contains(c.line().start().getX(), c.line().start().getY()))
            .as("seed %d", seed)
            .isTrue();
        assertThat(
                Diagram.grown(target, 0.01).contains(c.line().end().getX(), c.line().end().getY()))
            .as("seed %d", seed)
            .isTrue();
      }
    }
  }

  @Test
  void linesRunRoundCardsWhereThereIsRoom() {
    for (var document : List.of(Drawings.photos(), Drawings.network())) {
      var diagram = build(document);
      for (var c : diagram.connections().values()) {
        for (var n : diagram.nodes().values()) {
          if (!n.container()) {
            var inner = Diagram.grown(n.bounds(), -1);
            for (double f = 0; f <= 1; f += 0.005) {
              var p = c.line().at(f);
              assertThat(inner.contains(p.getX(), p.getY())).as(c.id() + " at " + n.id()).isFalse();
            }
          }
        }
      }
    }
  }

  @Test
  void aMovedNodeTakesItsLinesAlongAndLeavesTheOthersWhereTheyAre() {
    var document = Drawings.photos();
    var before = build(document);
    var moved = new Bounds(400, 80, 200, 64);
    var after = builder().moved(before, Map.of(Drawings.id("Uploads"), moved));
    for (var c : after.connections().values()) {
      var old = before.connection(c.id()).orElseThrow();
      boolean touches =
          c.connection().source().equals(Drawings.id("Uploads"))
              || c.connection().target().equals(Drawings.id("Uploads"));
      if (!touches && !c.connection().source().equals(Drawings.id("Browser"))) {
        assertThat(c.line()).isEqualTo(old.line());
      }
    }
    var committed = new Edit.SetBounds(Drawings.id("Uploads"), moved).apply(document);
    assertThat(builder().build(committed, Check.NONE, after).nodes().get(Drawings.id("Uploads")))
        .extracting(NodeFigure::bounds)
        .isEqualTo(moved);
  }

  @Test
  void labelsTellTheRouteOfAnApi() {
    assertThat(build(Drawings.photos()).connections().values())
        .extracting(ConnectionFigure::label)
        .contains("GET /photos/{id}", "notifies");
  }

  @Test
  void resourcesWithoutAPlaceGetOneInsideTheirContainerAndBesideOneAnother() {
    var drawings =
        new Drawings()
            .unplaced("Vpc", "AWS::EC2::VPC", "", Fields.EMPTY)
            .unplaced("Zone", "Diorama::AvailabilityZone", "Vpc", Fields.EMPTY)
            .unplaced("Subnet", "AWS::EC2::Subnet", "Zone", Fields.EMPTY)
            .unplaced("Database", "AWS::RDS::DBInstance", "Subnet", Fields.EMPTY)
            .unplaced("Nat", "AWS::EC2::NatGateway", "Subnet", Fields.EMPTY)
            .unplaced("Function", "AWS::Lambda::Function", "", Fields.EMPTY)
            .unplaced("Bucket", "AWS::S3::Bucket", "", Fields.EMPTY)
            .connect("Bucket", "s3:Notification", "Function");
    var diagram = build(drawings.document());
    for (var n : diagram.nodes().values()) {
      n.resource()
          .container()
          .flatMap(diagram::node)
          .ifPresent(c -> assertThat(c.bounds().contains(n.bounds())).as(n.name()).isTrue());
      for (var other : diagram.nodes().values()) {
        if (!other.id().equals(n.id())
            && other.resource().container().equals(n.resource().container())) {
          assertThat(n.bounds().intersects(other.bounds())).as(n.name() + other.name()).isFalse();
        }
      }
    }
    assertThat(diagram.node(Drawings.id("Bucket")).orElseThrow().bounds().x())
        .isLessThan(diagram.node(Drawings.id("Function")).orElseThrow().bounds().x());
  }

  @Test
  void containersInACircleAreStillDrawn() {
    var document =
        new Drawings()
            .unplaced("A", "AWS::EC2::VPC", "B", Fields.EMPTY)
            .unplaced("B", "AWS::EC2::VPC", "A", Fields.EMPTY)
            .document();
    assertThat(build(document).nodes()).hasSize(2);
  }

  @Test
  void theGridFindsExactlyWhatMeetsAnArea() {
    for (long seed = 1; seed <= 50; seed++) {
      var random = new Random(seed);
      var index = new GridIndex<Integer>();
      var all = new ArrayList<Bounds>();
      for (int i = 0; i < 200; i++) {
        var b =
            new Bounds(
                random.nextInt(8000) - 4000,
                random.nextInt(8000) - 4000,
                random.nextInt(i == 0 ? 100_000 : 700),
                random.nextInt(700));
        all.add(b);
        index.add(i, b);
      }
      var area = new Bounds(random.nextInt(4000) - 2000, 0, random.nextInt(3000), 900);
      var expected = new ArrayList<Integer>();
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i).intersects(area)) {
          expected.add(i);
        }
      }
      assertThat(index.query(area))
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void deletingAContainerIsOneTransactionNamedAfterIt() {
    var document = Drawings.network();
    var deleted = CanvasEdits.delete(document, Selection.of(Drawings.id("Vpc")));
    assertThat(deleted.label()).isEqualTo(Message.of("canvas.edit.delete", "Vpc"));
    assertThat(deleted.apply(document).architecture().resources()).hasSize(3);
  }
}
