package dev.diorama.ui.canvas;

import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.Texts;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;

/// Asks which of several connections is meant.
final class ConnectionMenu {
  private ConnectionMenu() {}

  /// A menu of these types.
  static ContextMenu of(List<ConnectionType> types, Texts texts, Consumer<ConnectionType> chosen) {
    var menu = new ContextMenu();
    for (var type : types) {
      var key = "connection." + type.name();
      var item = new MenuItem(texts.has(key) ? texts.text(key) : type.name().value());
      item.setOnAction(e -> chosen.accept(type));
      menu.getItems().add(item);
    }
    return menu;
  }
}
