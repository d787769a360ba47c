package dev.diorama.ui.palette;

import atlantafx.base.controls.CustomTextField;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Category;
import dev.diorama.catalog.Texts;
import dev.diorama.ui.theme.Controls;
import dev.diorama.ui.theme.Glyph;
import dev.diorama.ui.theme.Icons;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Lists what can be drawn, by category, with a search field. An entry is dragged onto the canvas
/// with the mouse, or added at its centre with Enter.
public final class Palette {

  /// Where entries go.
  public interface Target {
    /// The user begins to drag `entry`: from now on until the button is released it is the canvas
    /// that follows the mouse wherever [#covers] holds.
    void dragStarted(PaletteEntry entry);

    /// Whether this point of the scene lies on the canvas.
    boolean covers(double sceneX, double sceneY);

    /// `entry` shall be added at the centre of the canvas.
    void addAtCentre(PaletteEntry entry);
  }

  private final Texts texts;
  private final Icons icons;
  private final Target target;
  private final List<PaletteEntry> entries;
  private final CustomTextField search = new CustomTextField();
  private final VBox list = new VBox();
  private final VBox root;

  /// A palette of the catalogue's types.
  public Palette(Catalog catalog, Texts texts, Icons icons, Target target) {
    this.texts = texts;
    this.icons = icons;
    this.target = target;
    this.entries =
        catalog.resourceTypes().stream().flatMap(t -> PaletteEntry.of(t).stream()).toList();
    search.setPromptText(texts.text("ui.palette.search"));
    search.setAccessibleText(texts.text("ui.palette.search"));
    search.setLeft(Glyph.SEARCH.node(14));
    search.setId("palette-search");
    search.textProperty().subscribe(this::show);
    search.addEventFilter(KeyEvent.KEY_PRESSED, this::onSearchKey);
    list.getStyleClass().add("palette-list");
    var scroll = new ScrollPane(list);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("palette-scroll");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    var header = new VBox(search);
    header.getStyleClass().add("view-header");
    root = new VBox(header, scroll);
    root.getStyleClass().add("side");
    root.setId("palette");
    root.setMinWidth(150);
  }

  /// The node that shows the palette.
  public Region node() {
    return root;
  }

  /// The search field.
  public TextField search() {
    return search;
  }

  /// The entries that are shown now, from top to bottom.
  public List<PaletteEntry> shown() {
    var result = new ArrayList<PaletteEntry>();
    for (var node : list.getChildren()) {
      if (node.getUserData() instanceof PaletteEntry entry) {
        result.add(entry);
      }
    }
    return result;
  }

  private void show(String query) {
    list.getChildren().clear();
    for (var category : Category.values()) {
      var fitting =
          entries.stream()
              .filter(e -> e.type().category() == category && e.fits(query, texts))
              .toList();
      if (!fitting.isEmpty()) {
        var word = category.name().toLowerCase(Locale.ROOT);
        var title = new Label(texts.text("ui.category." + word));
        title.getStyleClass().addAll("palette-category", word);
        list.getChildren().add(title);
        fitting.forEach(e -> list.getChildren().add(row(e)));
      }
    }
    if (list.getChildren().isEmpty()) {
      list.getChildren().add(Controls.text(texts.text("ui.palette.nothing"), "empty-state"));
    }
  }

  private Node row(PaletteEntry entry) {
    var name = entry.name(texts);
    var row = new Button(name, icons.icon(entry.icon(), 24));
    row.getStyleClass().setAll("palette-entry");
    row.setMaxWidth(Double.MAX_VALUE);
    row.setUserData(entry);
    row.setAccessibleText(name);
    row.setAccessibleHelp(entry.description(texts));
    row.setTooltip(
        Controls.tooltip(
            name + "\n" + entry.description(texts) + "\n" + texts.text("ui.palette.how")));
    row.setOnKeyPressed(e -> onRowKey(e, entry, row));
    new PaletteDrag(entry, row, () -> icons.icon(entry.icon(), 24), target).install();
    return row;
  }

  private void onSearchKey(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER && !shown().isEmpty() && !search.getText().isBlank()) {
      target.addAtCentre(shown().getFirst());
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
      search.clear();
      event.consume();
    } else if (event.getCode() == KeyCode.DOWN) {
      rows().stream().findFirst().ifPresent(Node::requestFocus);
      event.consume();
    }
  }

  private void onRowKey(KeyEvent event, PaletteEntry entry, Node row) {
    var rows = rows();
    int index = rows.indexOf(row);
    switch (event.getCode()) {
      case ENTER -> target.addAtCentre(entry);
      case DOWN -> rows.get(Math.min(index + 1, rows.size() - 1)).requestFocus();
      case UP -> (index == 0 ? search : rows.get(index - 1)).requestFocus();
      default -> {
        return;
      }
    }
    event.consume();
  }

  private List<Node> rows() {
    return list.getChildren().stream()
        .filter(n -> n.getUserData() instanceof PaletteEntry)
        .toList();
  }
}
