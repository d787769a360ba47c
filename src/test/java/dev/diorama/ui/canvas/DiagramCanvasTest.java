package dev.diorama.ui.canvas;

import static dev.diorama.ui.canvas.Drawings.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.diorama.model.Bounds;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Document;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.ui.OnFx;
import dev.diorama.ui.WindowTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.Test;

@WindowTest
class DiagramCanvasTest {

  private static void on(Document document, Steps steps) throws Exception {
    OnFx.run(() -> {
      try (var robot = new CanvasRobot(document)) {
        steps.with(robot, robot.canvas());
      }
    });
  }

  @FunctionalInterface
  private interface Steps {
    void with(CanvasRobot robot, DiagramCanvas canvas) throws Exception;
  }

  private static Bounds bounds(CanvasRobot robot, String name) {
    return robot.document().layout().of(id(name)).orElseThrow();
  }

  private static Optional<ResourceId> container(CanvasRobot robot, String name) {
    return robot.document().architecture().resource(id(name)).flatMap(Resource::container);
  }

  @Test
  void aClickSelectsTheNodeUnderIt() throws Exception {
    on(
        Drawings.photos(),
        (robot, canvas) -> {
          robot.click(robot.middle("Uploads"));
          assertThat(canvas.selectionProperty().get()).isEqualTo(Selection.of(id("Uploads")));
          robot.shiftClick(robot.middle("Photos"));
          assertThat(canvas.selectionProperty().get().resources())
              .containsExactly(id("Uploads"), id("Photos"));
          robot.shiftClick(robot.middle("Uploads"));
          assertThat(canvas.selectionProperty().get().resources()).containsExactly(id("Photos"));
          robot.click(new Point2D(5, 5));
          assertThat(canvas.selectionProperty().get().isEmpty()).isTrue();
        });
  }

  @Test
  void aClickOnALineSelectsTheConnection() throws Exception {
    on(
        Drawings.photos(),
        (robot, canvas) -> {
          var connection = new ConnectionId("Uploads-IndexPhoto");
          var p = canvas.path(connection).orElseThrow().at(0.2);
          robot.click(canvas.documentToScene(p));
          assertThat(canvas.selectionProperty().get()).isEqualTo(Selection.of(connection));
        });
  }

  @Test
  void aDragMovesTheNodeInOneStepOfTheHistoryAndSnapsToTheGrid() throws Exception {
    on(
        Drawings.photos(),
        (robot, canvas) -> {
          var from = robot.middle("Uploads");
          robot.dragFromTo(from, from.add(101, 37));
          var moved = bounds(robot, "Uploads");
          assertThat(moved.x() % 8).isZero();
          assertThat(moved.y() % 8).isZero();
          assertThat(moved.x()).isGreaterThan(480);
          robot.open().undo();
          assertThat(bounds(robot, "Uploads")).isEqualTo(new Bounds(400, 40, 200, 64));
          assertThat(robot.open().undoLabel()).isEmpty();
        });
  }

  @Test
  void escapeWhileDraggingLeavesEverythingAsItWas() throws Exception {
    on(
        Drawings.photos(),
        (robot, canvas) -> {
          var from = robot.middle("Uploads");
          robot.press(from, false);
          robot.drag(from.add(100, 100));
          assertThat(robot.middle("Uploads")).isNotEqualTo(from);
          robot.key(KeyCode.ESCAPE);
          assertThat(robot.middle("Uploads")).isEqualTo(from);
          robot.release(from.add(100, 100));
          assertThat(robot.open().undoLabel()).isEmpty();
        });
  }

  @Test
  void draggingAContainerTakesItsContentAlong() throws Exception {
    on(
        Drawings.network(),
        (robot, canvas) -> {
          var b = canvas.nodeBounds(id("Vpc")).orElseThrow();
          var header = new Point2D(b.getMinX() + 200, b.getMinY() + 10);
          robot.dragFromTo(header, header.add(0, 80));
          double dy = bounds(robot, "Vpc").y();
          assertThat(dy).isGreaterThan(60);
          assertThat(bounds(robot, "Worker").y()).isEqualTo(392 + dy);
          assertThat(container(robot, "Worker")).contains(id("PrivateA"));
        });
  }

  @Test
  void aNodeDroppedIntoAContainerThatTakesItGoesIntoIt() throws Exception {
    on(
        Drawings.network(),
        (robot, canvas) -> {
          var target = canvas.nodeBounds(id("PrivateA")).orElseThrow();
          robot.dragFromTo(
              robot.middle("Orders"), new Point2D(target.getCenterX(), target.getMaxY() - 12));
          assertThat(container(robot, "Orders")).contains(id("PrivateA"));
          assertThat(robot.open().undoLabel()).isPresent();
          robot.open().undo();
          assertThat(container(robot, "Orders")).contains(id("PrivateC"));
        });
  }

  @Test
  void aNodeDroppedOnAContainerThatDoesNotTakeItStaysOutside() throws Exception {
    on(
        Drawings.network(),
        (robot, canvas) -> {
          var target = canvas.nodeBounds(id("PrivateC")).orElseThrow();
          robot.dragFromTo(
              robot.middle("Reports"), new Point2D(target.getMinX() + 50, target.getMaxY() - 10));
          assertThat(container(robot, "Reports")).isEmpty();
        });
  }

  @Test
  void aRectangleSelectsWhatItTouches() throws Exception {
    on(
        Drawings.photos(),
        (robot, canvas) -> {
          var a = canvas.nodeBounds(id("Uploads")).orElseThrow();
          var b = canvas.nodeBounds(id("PhotoApi")).orElseThrow();
          robot.dragFromTo(
              new Point2D(a.getMinX() - 5, a.getMinY() - 5),
              new Point2D(b.getMaxX() + 5, b.getMaxY() + 5));
          assertThat(canvas.selectionProperty().get().resources())
              .containsExactlyInAnyOrder(id("Uploads"), id("PhotoApi"));
        });
  }

  @Test
  void deleteRemovesWhatIsSelectedWithItsConnections() throws Exception {
    on(
        Drawings.photos(),
        (robot, canvas) -> {
          robot.click(robot.middle("Uploads"));
          robot.key(KeyCode.DELETE);
          assertThat(robot.document().architecture().resource(id("Uploads"))).isEmpty();
          assertThat(robot.document().architecture().connections()).hasSize(5);
          assertThat(canvas.selectionProperty().get().isEmpty()).isTrue();
        });
  }

  @Test
  void aDragFromAPortConnectsWhatFits() throws Exception {
    on(
        Drawings.photos(),
        (robot, canvas) -> {
          var b = canvas.nodeBounds(id("PhotoApi")).orElseThrow();
          robot.move(new Point2D(b.getCenterX(), b.getCenterY()));
          robot.dragFromTo(new Point2D(b.getCenterX(), b.getMinY()), robot.middle("IndexPhoto"));
          assertThat(robot.document().architecture().to(id("IndexPhoto")))
              .extracting(c -> c.type().value())
              .contains("apigateway:Integration");
        });
  }

  @Test
  void aDragFromAPortToSomethingThatDoesNotFitChangesNothing() throws Exception {
    on(
        Drawings.photos(),
        (robot, canvas) -> {
          var b = canvas.nodeBounds(id("PhotoApi")).orElseThrow();
          robot.move(new Point2D(b.getCenterX(), b.getCenterY()));
          robot.dragFromTo(new Point2D(b.getCenterX(), b.getMinY()), robot.middle("Logs"));
          assertThat(robot.open().undoLabel()).isEmpty();
        });
  }

  @Test
  void aContainerIsResizedAtItsCornerButNotSmallerThanItsContent() throws Exception {
    on(
        Drawings.network(),
        (robot, canvas) -> {
          canvas.select(Selection.of(id("PrivateA")));
          robot.layOut();
          var b = canvas.nodeBounds(id("PrivateA")).orElseThrow();
          var corner = new Point2D(b.getMaxX(), b.getMaxY());
          robot.dragFromTo(corner, corner.add(-400, -400));
          assertThat(bounds(robot, "PrivateA").contains(bounds(robot, "Worker"))).isTrue();
          assertThat(bounds(robot, "PrivateA").width()).isLessThan(352);
          assertThat(robot.open().undoLabel()).isPresent();
        });
  }

  @Test
  void theMiddleButtonAndTwoFingersMoveTheView() throws Exception {
    on(
        Drawings.photos(),
        (robot, canvas) -> {
          var before = robot.middle("Uploads");
          robot.mouse(MouseEvent.MOUSE_PRESSED, new Point2D(50, 50), MouseButton.MIDDLE, false);
          robot.mouse(MouseEvent.MOUSE_DRAGGED, new Point2D(80, 60), MouseButton.MIDDLE, false);
          robot.mouse(MouseEvent.MOUSE_RELEASED, new Point2D(80, 60), MouseButton.MIDDLE, false);
          assertThat(robot.middle("Uploads")).isEqualTo(before.add(30, 10));
          robot.scroll(new Point2D(100, 100), -30, -10, false);
          assertThat(robot.middle("Uploads")).isEqualTo(before);
        });
  }

  @Test
  void panningWithinTheMarginPaintsNothingAnew() throws Exception {
    on(
        Drawings.photos(),
        (robot, canvas) -> {
          long painted = canvas.paintings();
          for (int i = 0; i < 10; i++) {
            robot.scroll(new Point2D(100, 100), 20, 10, false);
          }
          assertThat(canvas.paintings()).isEqualTo(painted);
          robot.scroll(new Point2D(100, 100), 200, 0, false);
          assertThat(canvas.paintings()).isEqualTo(painted + 1);
        });
  }

  @Test
  void zoomingKeepsWhatIsUnderThePointer() throws Exception {
    on(
        Drawings.photos(),
        (robot, canvas) -> {
          var p = robot.middle("Photos");
          double fitting = canvas.zoomProperty().get();
          robot.scroll(p, 0, 40, true);
          assertThat(canvas.zoomProperty().get()).isGreaterThan(fitting);
          assertThat(robot.middle("Photos").distance(p)).isLessThan(0.001);
          robot.key(KeyCode.DIGIT1);
          assertThat(canvas.zoomProperty().get()).isCloseTo(fitting, within(0.001));
        });
  }

  @Test
  void arrowKeysMoveTheSelectionAndTabGoesThroughEveryNodeAndOut() throws Exception {
    on(
        Drawings.photos(),
        (robot, canvas) -> {
          canvas.select(Selection.of(id("Uploads")));
          robot.key(KeyCode.RIGHT);
          robot.key(KeyCode.DOWN, true);
          assertThat(bounds(robot, "Uploads")).isEqualTo(new Bounds(408, 80, 200, 64));
          canvas.select(Selection.EMPTY);
          var seen = new ArrayList<ResourceId>();
          for (int i = 0; i < 8; i++) {
            robot.key(KeyCode.TAB);
            seen.add(canvas.selectionProperty().get().onlyResource().orElseThrow());
          }
          assertThat(seen).doesNotHaveDuplicates().hasSize(8);
          robot.key(KeyCode.TAB);
          assertThat(canvas.selectionProperty().get().isEmpty()).isTrue();
        });
  }

  @Test
  void aResourceFromThePaletteLandsInTheContainerUnderIt() throws Exception {
    on(
        Drawings.network(),
        (robot, canvas) -> {
          var type =
              robot
                  .open()
                  .studio()
                  .catalog()
                  .type(new ResourceTypeName("AWS::EC2::NatGateway"))
                  .orElseThrow();
          var b = canvas.nodeBounds(id("PrivateC")).orElseThrow();
          var added = canvas.addAt(type, Optional.empty(), b.getCenterX(), b.getMaxY() - 15);
          assertThat(container(robot, added.value())).contains(id("PrivateC"));
          assertThat(canvas.selectionProperty().get()).isEqualTo(Selection.of(added));
          assertThat(robot.document().architecture().resource(added))
              .map(Resource::logicalId)
              .contains("NatGateway");
        });
  }

  @Test
  void placingFollowsTheMouseOfTheSceneAndEndsWithTheButton() throws Exception {
    on(
        Drawings.photos(),
        (robot, canvas) -> {
          var type =
              robot
                  .open()
                  .studio()
                  .catalog()
                  .type(new ResourceTypeName("Diorama::Client"))
                  .orElseThrow();
          canvas.startPlacing(type, Optional.of(type.variants().get(2)));
          robot.drag(new Point2D(600, 600));
          robot.release(new Point2D(600, 600));
          var added = canvas.selectionProperty().get().onlyResource().orElseThrow();
          assertThat(
                  robot
                      .document()
                      .architecture()
                      .resource(added)
                      .orElseThrow()
                      .properties()
                      .text("Kind"))
              .contains("internet");
          canvas.startPlacing(type, Optional.empty());
          robot.drag(new Point2D(600, 100));
          robot.key(KeyCode.ESCAPE);
          robot.release(new Point2D(600, 100));
          assertThat(robot.document().architecture().resources()).hasSize(9);
        });
  }

  @Test
  void theOutlineNamesEveryResourceAndConnection() throws Exception {
    on(
        Drawings.network(),
        (robot, canvas) -> {
          var outline = String.join("\n", canvas.outline());
          for (var r : robot.document().architecture().resources().values()) {
            assertThat(outline).contains(r.logicalId() + ", ");
          }
          assertThat(outline).contains("→ Orders: connects to");
          assertThat(canvas.outline()).hasSize(12 + 4);
        });
  }

  @Test
  void whatIsRevealedIsSeen() throws Exception {
    on(
        Drawings.photos(),
        (robot, canvas) -> {
          robot.scroll(new Point2D(10, 10), 5000, 5000, false);
          canvas.reveal(id("Logs"));
          robot.layOut();
          var b = canvas.nodeBounds(id("Logs")).orElseThrow();
          assertThat(canvas.getBoundsInParent().contains(b)).isTrue();
        });
  }

  @Test
  void aResourceOfAnUnknownTypeIsDrawnAndCanBeMoved() throws Exception {
    var document = new Drawings().card("Odd", "AWS::Odd::Thing", 0, 0).document();
    on(
        document,
        (robot, canvas) -> {
          var from = robot.middle("Odd");
          robot.dragFromTo(from, from.add(80 * canvas.zoomProperty().get(), 0));
          assertThat(bounds(robot, "Odd").x()).isEqualTo(80);
          assertThat(canvas.outline()).containsExactly("Odd, AWS::Odd::Thing");
        });
  }

  @Test
  void connectionsToNothingAreNotDrawnAndDoNoHarm() throws Exception {
    var document =
        new Drawings()
            .card("A", "AWS::Lambda::Function", 0, 0)
            .connect("A", "s3:Read", "Gone")
            .document();
    on(document, (robot, canvas) -> assertThat(canvas.path(new ConnectionId("A-Gone"))).isEmpty());
  }

  @Test
  void textsExistInBothLanguages() {
    var english = Drawings.texts(Locale.ENGLISH);
    var japanese = Drawings.texts(Locale.JAPANESE);
    for (var key : List.of("canvas.help", "player.pause", "canvas.verdict.DENIED")) {
      assertThat(japanese.text(key)).isNotEqualTo(english.text(key));
    }
  }

  @Test
  void everyConnectionOfTheSampleIsOneThatTheCatalogueAllows() {
    for (var document : List.of(Drawings.photos(), Drawings.network())) {
      var drawing = document.architecture();
      for (Connection c : drawing.connections().values()) {
        assertThat(
                Drawings.studio()
                    .catalog()
                    .between(
                        drawing.resource(c.source()).orElseThrow(),
                        drawing.resource(c.target()).orElseThrow()))
            .extracting(t -> t.name())
            .contains(c.type());
      }
    }
  }
}
