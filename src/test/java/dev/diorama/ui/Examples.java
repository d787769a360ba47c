package dev.diorama.ui;

import dev.diorama.catalog.Texts;
import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Bounds;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.Document;
import dev.diorama.model.Message;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.rule.Fix;
import dev.diorama.rule.Subject;
import dev.diorama.ui.findings.FindingActions;
import dev.diorama.ui.theme.Icons;
import dev.diorama.workspace.OpenDocument;
import dev.diorama.workspace.Studio;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.scene.shape.Rectangle;

/// Documents with boxes and crates, and what views need around them.
public final class Examples {
  /// A studio with the example service only.
  public static final Studio STUDIO = new Studio(List.of(new ExampleService()));

  /// English texts.
  public static final Texts TEXTS = STUDIO.texts(Locale.ENGLISH, UiTexts.bundles());

  /// Squares for icons.
  public static final Icons ICONS = (name, size) -> new Rectangle(size, size);

  /// The box.
  public static final ResourceId BOX = new ResourceId("box");

  /// The crate.
  public static final ResourceId CRATE = new ResourceId("crate");

  /// From box to crate.
  public static final ConnectionId FILL = new ConnectionId("fill");

  private Examples() {}

  /// A document with a box that fills a crate.
  public static Document document() {
    return Transaction.of(
            Message.of("example.giveName"),
            new Edit.AddResource(
                new Resource(BOX, ExampleService.BOX, "Box", Optional.empty(), Fields.EMPTY),
                new Bounds(0, 0, 100, 50)),
            new Edit.AddResource(
                new Resource(CRATE, ExampleService.CRATE, "Crate", Optional.empty(), Fields.EMPTY),
                new Bounds(300, 0, 100, 50)),
            new Edit.Connect(
                new Connection(
                    FILL, new ConnectionTypeName("example:Fill"), BOX, CRATE, Fields.EMPTY)))
        .apply(Document.EMPTY);
  }

  /// The document, open on the calling thread: the checker's word arrives when `executor` runs it.
  public static OpenDocument open(Executor executor) {
    return new OpenDocument(STUDIO, document(), Optional.empty(), executor);
  }

  /// Remembers what was asked of the window and applies fixes.
  public static final class Recorded implements FindingActions {
    /// The subjects that were to be revealed.
    public final List<Subject> revealed = new ArrayList<>();

    /// The addresses that were to be opened.
    public final List<String> opened = new ArrayList<>();

    private final OpenDocument document;

    /// Applies fixes to `document`.
    public Recorded(OpenDocument document) {
      this.document = document;
    }

    @Override
    public void reveal(Subject subject) {
      revealed.add(subject);
    }

    @Override
    public void apply(Fix fix) {
      document.apply(fix.transaction());
    }

    @Override
    public void openLink(String address) {
      opened.add(address);
    }
  }
}
