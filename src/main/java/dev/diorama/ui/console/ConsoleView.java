package dev.diorama.ui.console;

import dev.diorama.catalog.Console;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.ui.theme.Controls;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Tries out the resources of a run, one at a time. What was typed and received for one is still
/// there when the person comes back to it.
public final class ConsoleView {
  private final Texts texts;
  private final Consumer<String> copy;
  private final ComboBox<Resource> target = FormParts.choice(List.of(), Resource::logicalId);
  private final HBox head;
  private final ScrollPane scroll = new ScrollPane();
  private final Label empty;
  private final StackPane root;
  private final VBox content;
  private final Map<ResourceId, ConsolePanel> panels = new HashMap<>();
  private Optional<Bench> bench = Optional.empty();

  /// A view without a run.
  ///
  /// @param copy takes a text to the clipboard
  public ConsoleView(Texts texts, Consumer<String> copy) {
    this.texts = texts;
    this.copy = copy;
    empty = Controls.text("", "empty-state");
    target.setMaxWidth(Double.MAX_VALUE);
    target.setAccessibleText(texts.text("console.target"));
    target.setId("console-target");
    target.valueProperty().subscribe(t -> Optional.ofNullable(t).ifPresent(this::showPanel));
    HBox.setHgrow(target, Priority.ALWAYS);
    head = new HBox(target);
    head.getStyleClass().add("console-head");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("inspector-scroll");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    content = new VBox(head, scroll);
    root = new StackPane(content, empty);
    root.getStyleClass().add("side");
    root.setId("console");
    show(Optional.empty());
  }

  /// What shows it.
  public Region node() {
    return root;
  }

  /// Tries out another run; empty for none.
  public void show(Optional<Bench> newBench) {
    bench = newBench;
    panels.clear();
    scroll.setContent(null);
    var targets = newBench.map(Bench::targets).orElse(List.of());
    target.getItems().setAll(targets);
    content.setVisible(!targets.isEmpty());
    empty.setVisible(targets.isEmpty());
    empty.setText(texts.text(newBench.isEmpty() ? "console.noRun" : "console.noTarget"));
    target.getSelectionModel().selectFirst();
  }

  /// What was typed and received, by resource.
  ///
  /// @param shown the resource that is shown
  public record Kept(Optional<ResourceId> shown, Map<ResourceId, Object> drafts) {
    /// Nothing.
    public static final Kept NOTHING = new Kept(Optional.empty(), Map.of());

    public Kept {
      drafts = Map.copyOf(drafts);
    }
  }

  /// What another view of the same run goes on with.
  public Kept keep() {
    var drafts = new HashMap<ResourceId, Object>();
    panels.forEach((id, panel) -> drafts.put(id, panel.keep()));
    return new Kept(Optional.ofNullable(target.getValue()).map(Resource::id), drafts);
  }

  /// Goes on with what another view of the same run kept; call it after [#show].
  public void restore(Kept kept) {
    for (var resource : List.copyOf(target.getItems())) {
      if (kept.drafts().get(resource.id()) instanceof Draft draft) {
        bench.ifPresent(
            b -> panels.computeIfAbsent(resource.id(), id -> panel(b, resource)).restore(draft));
      }
      if (kept.shown().equals(Optional.of(resource.id()))) {
        target.setValue(resource);
      }
    }
  }

  /// Shows what can be tried out at `resource`, if there is anything.
  ///
  /// @return whether there is
  public boolean select(ResourceId resource) {
    var found = bench.flatMap(b -> b.targetAt(resource));
    found.ifPresent(target::setValue);
    return found.isPresent();
  }

  /// Takes what has happened.
  public void take(List<RuntimeEvent> events) {
    panels.values().forEach(p -> p.take(events));
  }

  private void showPanel(Resource resource) {
    bench.ifPresent(b ->
        scroll.setContent(panels.computeIfAbsent(resource.id(), id -> panel(b, resource)).node()));
  }

  private ConsolePanel panel(Bench b, Resource resource) {
    return switch (b.console(resource).orElseThrow()) {
      case Console.Requests r -> new RequestPanel(b, resource, r, texts, copy);
      case Console.Messages m -> new MessagePanel(b, resource, m, texts);
      case Console.Invocations i -> new InvokePanel(b, resource, i, texts);
    };
  }

  /// The panel that is shown.
  Optional<ConsolePanel> panel() {
    return Optional.ofNullable(target.getValue()).map(r -> panels.get(r.id()));
  }
}
