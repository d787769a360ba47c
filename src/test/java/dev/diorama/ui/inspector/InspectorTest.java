package dev.diorama.ui.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.rule.Subject;
import dev.diorama.ui.Examples;
import dev.diorama.ui.OnFx;
import dev.diorama.ui.WindowTest;
import dev.diorama.ui.theme.Theme;
import dev.diorama.workspace.OpenDocument;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.Test;

@WindowTest
class InspectorTest {

  private record View(OpenDocument document, Inspector inspector) {
    static View of(Subject... selection) {
      var document = Examples.open(Platform::runLater);
      var inspector =
          new Inspector(document, Examples.TEXTS, Examples.ICONS, new Examples.Recorded(document));
      document.onDocument(inspector::refresh);
      var scene = new Scene((Parent) inspector.node(), 320, 900);
      Theme.LIGHT.apply(scene);
      inspector.show(List.of(selection));
      layout(inspector);
      return new View(document, inspector);
    }

    static View ofBox() {
      return of(new Subject.OfResource(Examples.BOX));
    }

    private static void layout(Inspector inspector) {
      inspector.node().applyCss();
      inspector.node().layout();
    }

    Fields box() {
      return document
          .document()
          .architecture()
          .resource(Examples.BOX)
          .map(Resource::properties)
          .orElseThrow();
    }

    <T extends Node> T in(String property, Class<T> kind) {
      return all(property, kind).getFirst();
    }

    <T extends Node> List<T> all(String property, Class<T> kind) {
      layout(inspector);
      var row = inspector.node().lookup("#property-" + property.replace(".", "\\."));
      if (row == null) {
        row = find(inspector.node(), "property-" + property).orElseThrow();
      }
      return row.lookupAll("*").stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static Optional<Node> find(Node node, String id) {
      if (id.equals(node.getId())) {
        return Optional.of(node);
      }
      return node instanceof Parent p
          ? p.getChildrenUnmodifiable().stream().flatMap(c -> find(c, id).stream()).findFirst()
          : Optional.empty();
    }

    void type(TextField field, String text) {
      field.setText(text);
      field.getOnAction().handle(new javafx.event.ActionEvent());
    }

    int undoSteps() {
      int steps = 0;
      while (document.undoLabel().isPresent()) {
        document.undo();
        steps++;
      }
      return steps;
    }
  }

  @Test
  void aCommittedTextIsOneUndoStep() throws Exception {
    OnFx.run(() -> {
      var view = View.ofBox();
      view.type(view.in("Name", TextField.class), "photos");
      assertThat(view.box().text("Name")).contains("photos");
      assertThat(view.undoSteps()).isEqualTo(1);
      assertThat(view.in("Name", TextField.class).getText()).isEmpty();
    });
  }

  @Test
  void aTextThatDoesNotMatchIsNotCommitted() throws Exception {
    OnFx.run(() -> {
      var view = View.ofBox();
      view.type(view.in("Name", TextField.class), "NOT this");
      assertThat(view.box().isEmpty()).isTrue();
      assertThat(view.in("Name", TextField.class).getStyleClass()).contains("invalid");
    });
  }

  @Test
  void aNumberOutOfRangeIsNotCommittedAndOneInRangeIs() throws Exception {
    OnFx.run(() -> {
      var view = View.ofBox();
      view.type(view.in("Timeout", TextField.class), "901");
      assertThat(view.box().isEmpty()).isTrue();
      view.type(view.in("Timeout", TextField.class), "900");
      assertThat(view.box().number("Timeout")).contains(900L);
      assertThat(view.undoSteps()).isEqualTo(1);
    });
  }

  @Test
  void theDefaultIsShownWhereNothingIsSet() throws Exception {
    OnFx.run(() -> {
      var view = View.ofBox();
      assertThat(view.in("Timeout", TextField.class).getPromptText()).isEqualTo("30");
      assertThat(view.in("Enabled", CheckBox.class).isSelected()).isTrue();
    });
  }

  @Test
  void aCheckBoxAndAChoiceCommitAtOnce() throws Exception {
    OnFx.run(() -> {
      var view = View.ofBox();
      view.in("Enabled", CheckBox.class).fire();
      assertThat(view.box().get("Enabled")).contains(Value.of(false));
      choice(view, "Mode").setValue("SLOW");
      assertThat(view.box().text("Mode")).contains("SLOW");
      assertThat(view.undoSteps()).isEqualTo(2);
    });
  }

  @SuppressWarnings("unchecked") // the editor's combo boxes all hold texts
  private static ComboBox<String> choice(View view, String property) {
    return (ComboBox<String>) view.in(property, ComboBox.class);
  }

  @Test
  void referencesOfferWhatIsDrawn() throws Exception {
    OnFx.run(() -> {
      var view = View.ofBox();
      assertThat(choice(view, "Partner").getItems()).containsExactly("", "Crate");
      choice(view, "Partner").setValue("Crate");
      assertThat(view.box().get("Partner")).contains(References.to("Crate"));
      view.in("Network.Partners", CheckBox.class).fire();
      assertThat(view.box().fields("Network").list("Partners"))
          .containsExactly(References.to("Crate"));
    });
  }

  @Test
  void aListGetsALine() throws Exception {
    OnFx.run(() -> {
      var view = View.ofBox();
      button(view, "Tags", "Add").fire();
      view.type(view.in("Tags", TextField.class), "first");
      assertThat(view.box().texts("Tags")).containsExactly("first");
      assertThat(view.undoSteps()).isEqualTo(1);
    });
  }

  private static Button button(View view, String property, String text) {
    return view.all(property, Button.class).stream()
        .filter(b -> text.equals(b.getText()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aMapGetsAPair() throws Exception {
    OnFx.run(() -> {
      var view = View.ofBox();
      button(view, "Variables", "Add").fire();
      view.type(view.in("Variables", TextField.class), "TABLE");
      view.type(view.all("Variables", TextField.class).getLast(), "photos");
      assertThat(view.box().fields("Variables").text("TABLE")).contains("photos");
    });
  }

  @Test
  void aTableGetsAndLosesARow() throws Exception {
    OnFx.run(() -> {
      var view = View.ofBox();
      button(view, "Rules", "Add entry").fire();
      view.type(view.in("Rules", TextField.class), "443");
      assertThat(view.box().list("Rules")).containsExactly(Fields.EMPTY.with("Port", 443));
      view.all("Rules", Button.class).stream()
          .filter(b -> "Remove entry 1".equals(b.getAccessibleText()))
          .forEach(Button::fire);
      assertThat(view.box().get("Rules")).isEmpty();
    });
  }

  @Test
  void brokenJsonIsMarkedAndKeptOutOfTheDocument() throws Exception {
    OnFx.run(() -> {
      var view = View.ofBox();
      var area = view.in("Policy", CodeArea.class);
      area.replaceText("{\"a\": }");
      view.inspector().commitPending();
      assertThat(view.box().isEmpty()).isTrue();
      assertThat(view.all("Policy", Label.class).stream().map(Label::getText))
          .anyMatch(t -> t.startsWith("Line 1, column"));
      area.replaceText("{\"a\": 1}");
      view.inspector().commitPending();
      assertThat(view.box().fields("Policy")).isEqualTo(Fields.EMPTY.with("a", 1));
      assertThat(view.undoSteps()).isEqualTo(1);
    });
  }

  @Test
  void codeIsCommittedWhenAnotherSubjectIsShown() throws Exception {
    OnFx.run(() -> {
      var view = View.ofBox();
      view.in("Source", CodeArea.class).replaceText("export const handler = async () => 1;");
      view.inspector().show(List.of(new Subject.OfResource(Examples.CRATE)));
      assertThat(view.box().text("Source")).contains("export const handler = async () => 1;");
    });
  }

  @Test
  void aLogicalIdMustBeNewAndAlphanumeric() throws Exception {
    OnFx.run(() -> {
      var view = View.ofBox();
      var field = (TextField) view.inspector().node().lookup("#logical-id");
      view.type(field, "Crate");
      view.type(field, "no spaces");
      assertThat(view.document().undoLabel()).isEmpty();
      view.type(field, "Chest");
      assertThat(view.document().document().architecture().byLogicalId("Chest")).isPresent();
      assertThat(view.undoSteps()).isEqualTo(1);
    });
  }

  @Test
  void connectionsHavePropertiesToo() throws Exception {
    OnFx.run(() -> {
      var view = View.of(new Subject.OfConnection(Examples.FILL));
      view.type(view.in("Amount", TextField.class), "7");
      assertThat(
              view.document()
                  .document()
                  .architecture()
                  .connection(Examples.FILL)
                  .flatMap(c -> c.properties().number("Amount")))
          .contains(7L);
    });
  }

  @Test
  void aRemovedSubjectLeavesTheDrawing() throws Exception {
    OnFx.run(() -> {
      var view = View.ofBox();
      view.document()
          .apply(
              dev.diorama.edit.Transaction.of(
                  dev.diorama.model.Message.of("x"),
                  new dev.diorama.edit.Edit.RemoveResource(Examples.BOX)));
      assertThat(view.inspector().selection()).isEmpty();
    });
  }
}
