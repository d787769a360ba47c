package dev.diorama.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Document;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.ui.OnFx;
import dev.diorama.ui.WindowTest;
import dev.diorama.ui.canvas.CanvasClipboard;
import dev.diorama.ui.canvas.DiagramCanvas;
import dev.diorama.ui.canvas.Selection;
import dev.diorama.ui.canvas.SvgIcons;
import dev.diorama.workspace.OpenDocument;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.junit.jupiter.api.Test;

@WindowTest
class CopyPasteTest {

  /// A canvas on a document, without a window.
  private record Board(OpenDocument open, DiagramCanvas canvas, CanvasClipboard clipboard) {
    static Board on(Document document) {
      var open = new OpenDocument(Samples.STUDIO, document, Optional.empty(), Platform::runLater);
      var texts = Samples.STUDIO.texts(Locale.ENGLISH, "dev.diorama.ui.canvas.messages");
      var canvas = new DiagramCanvas(open, texts, new SvgIcons());
      open.onDocument(canvas::refresh);
      var scene = new Scene(canvas, 800, 600);
      scene.getRoot().layout();
      return new Board(open, canvas, new CanvasClipboard(canvas, open));
    }

    void select(String... ids) {
      var chosen = new LinkedHashSet<ResourceId>();
      List.of(ids).forEach(id -> chosen.add(new ResourceId(id)));
      canvas.select(new Selection(chosen, new LinkedHashSet<>()));
    }

    Resource named(String logicalId) {
      return open.document().architecture().byLogicalId(logicalId).orElseThrow();
    }

    int size() {
      return open.document().architecture().resources().size();
    }
  }

  private static Document sample(String name) throws Exception {
    return Samples.read(Samples.named(name));
  }

  @Test
  void aCopyRefersToTheCopiesAndIsAnotherResourceToAws() throws Exception {
    var document = sample("photo-catalog");
    OnFx.run(() -> {
      var board = Board.on(document);
      board.select("index-photo", "index-photo-role", "index-photo-log");
      board.clipboard().duplicate();

      var copy = board.named("IndexPhoto2");
      assertThat(References.one(board.open().document().architecture(), copy, "Role"))
          .contains(board.named("IndexPhotoRole2"));
      assertThat(copy.properties().text("FunctionName")).isEmpty();
      assertThat(board.open().document().architecture().connections().values())
          .filteredOn(c -> c.source().equals(copy.id()))
          .singleElement()
          .satisfies(c -> assertThat(c.target()).isEqualTo(board.named("IndexPhotoLog2").id()));
      assertThat(board.canvas().selectionProperty().get().resources())
          .hasSize(3)
          .contains(copy.id());
      assertThat(Samples.STUDIO.check(board.open().document().architecture()).findings())
          .noneMatch(f -> f.rule().value().equals("DuplicatePhysicalName"));
      board.open().undo();
      assertThat(board.open().document()).isEqualTo(document);
    });
  }

  @Test
  void aContainerIsCopiedWithWhatStandsInIt() throws Exception {
    var document = sample("private-database");
    OnFx.run(() -> {
      var board = Board.on(document);
      board.select("public-a");
      board.clipboard().duplicate();
      var nat = board.named("NatA2");
      assertThat(nat.container()).contains(board.named("PublicA2").id());
      assertThat(board.size()).isEqualTo(document.architecture().resources().size() + 2);
    });
  }

  @Test
  void whatIsCutIsPastedIntoAnotherDrawing() throws Exception {
    var document = sample("order-queue");
    OnFx.run(() -> {
      var from = Board.on(document);
      from.select("orders", "failed-orders");
      from.clipboard().cut();
      assertThat(from.size()).isEqualTo(document.architecture().resources().size() - 2);

      var to = Board.on(Document.EMPTY);
      assertThat(to.clipboard().paste()).isTrue();
      assertThat(to.named("Orders").properties().text("QueueName")).isPresent();
      assertThat(to.open().document().architecture().connections()).hasSize(1);
      assertThat(to.clipboard().paste()).isTrue();
      assertThat(to.named("Orders2").properties().text("QueueName")).isEmpty();
      assertThat(to.canvas().documentBounds(to.named("Orders2").id()))
          .isNotEqualTo(to.canvas().documentBounds(to.named("Orders").id()));
    });
  }

  @Test
  void aTextThatIsNoDrawingIsNotPasted() throws Exception {
    OnFx.run(() -> {
      var content = new ClipboardContent();
      content.putString("{\"format\": \"diorama\", \"formatVersion\": 1, \"resources\": 7}");
      Clipboard.getSystemClipboard().setContent(content);
      var board = Board.on(Document.EMPTY);
      assertThat(board.clipboard().paste()).isFalse();
      assertThat(board.size()).isZero();
    });
  }

  @Test
  void whatIsAddedByKeyCoversNothing() throws Exception {
    OnFx.run(() -> {
      var board = Board.on(sample("order-queue"));
      board.canvas().fit();
      var type = board.canvas().catalog().type(board.named("Orders").type()).orElseThrow();
      for (int i = 0; i < 5; i++) {
        var added = board.canvas().addInMiddle(type, Optional.empty());
        var place = board.canvas().documentBounds(added).orElseThrow();
        assertThat(board.open().document().architecture().resources().keySet())
            .filteredOn(id -> !id.equals(added))
            .noneMatch(id -> board.canvas().documentBounds(id).orElseThrow().intersects(place));
      }
    });
  }
}
