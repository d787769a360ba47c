package dev.diorama.ui.findings;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import dev.diorama.ui.theme.Controls;
import dev.diorama.ui.theme.Icons;
import dev.diorama.workspace.OpenDocument;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Lists the checker's findings, most severe first, each with its fixes.
public final class FindingsView {
  /// More cards than this are not built at once; a line says how many are left.
  private static final int LIMIT = 200;

  private final OpenDocument document;
  private final Texts texts;
  private final Icons icons;
  private final FindingActions actions;
  private final Map<RuleId, String> sources;
  private final Map<Severity, ToggleButton> filters = new EnumMap<>(Severity.class);
  private final VBox list = new VBox();
  private final Label empty;
  private final ScrollPane scroll = new ScrollPane(list);
  private final VBox root = new VBox();
  private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper();
  private List<Finding> shown = List.of();

  /// A view of the document's findings. It must be refreshed with [#refresh] after each check.
  public FindingsView(OpenDocument document, Texts texts, Icons icons, FindingActions actions) {
    this.document = document;
    this.texts = texts;
    this.icons = icons;
    this.actions = actions;
    this.sources =
        document.studio().rules().stream()
            .map(Rule::info)
            .collect(Collectors.toMap(RuleInfo::id, RuleInfo::source, (a, b) -> a));
    this.empty = Controls.text(texts.text("ui.findings.none"), "empty-state");
    var bar = new HBox();
    bar.getStyleClass().add("findings-bar");
    for (var severity : Severity.values()) {
      var toggle = new ToggleButton();
      toggle.setSelected(true);
      toggle.setGraphic(icons.icon(FindingCard.icon(severity), 14));
      toggle.selectedProperty().subscribe(s -> build());
      filters.put(severity, toggle);
      bar.getChildren().add(toggle);
    }
    list.getStyleClass().add("findings-list");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("findings-scroll");
    var body = new StackPane(scroll, empty);
    StackPane.setAlignment(empty, Pos.CENTER);
    VBox.setVgrow(body, Priority.ALWAYS);
    root.getChildren().addAll(bar, body);
    root.getStyleClass().add("side");
    root.setId("findings");
    shown = document.check().findings();
    build();
  }

  /// The node that shows the list.
  public Region node() {
    return root;
  }

  /// How many findings there are, whatever the filters.
  public ReadOnlyIntegerProperty countProperty() {
    return count.getReadOnlyProperty();
  }

  /// Shows the checker's latest word.
  public void refresh() {
    if (!shown.equals(document.check().findings())) {
      shown = document.check().findings();
      build();
    }
  }

  private void build() {
    if (filters.size() < Severity.values().length) {
      return;
    }
    var position = scroll.getVvalue();
    list.getChildren().clear();
    count.set(shown.size());
    filters.forEach((severity, toggle) -> {
      var name = texts.text("ui.severity." + severity.name().toLowerCase(Locale.ROOT));
      long number = shown.stream().filter(f -> f.severity() == severity).count();
      toggle.setText(name + "  " + number);
      Controls.name(toggle, texts.text(Message.of("ui.findings.filter", name, number)));
    });
    var visible =
        shown.stream()
            .filter(f ->
                Optional.ofNullable(filters.get(f.severity()))
                    .map(ToggleButton::isSelected)
                    .orElse(true))
            .toList();
    int left = LIMIT;
    for (var severity : Severity.values()) {
      for (var finding : visible) {
        if (finding.severity() == severity && left-- > 0) {
          list.getChildren().add(card(finding));
        }
      }
    }
    if (visible.size() > LIMIT) {
      list.getChildren()
          .add(
              Controls.text(
                  texts.text(Message.of("ui.findings.more", visible.size() - LIMIT)), "muted"));
    }
    empty.setText(texts.text(shown.isEmpty() ? "ui.findings.none" : "ui.findings.filtered"));
    empty.setVisible(visible.isEmpty());
    scroll.setVisible(!visible.isEmpty());
    scroll.setVvalue(position);
  }

  private Region card(Finding finding) {
    return new FindingCard(
            finding,
            document.document().architecture(),
            Optional.ofNullable(sources.get(finding.rule())),
            texts,
            icons,
            actions)
        .node();
  }
}
