package dev.diorama.ui.canvas;

import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.PropertyKind;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Connection;
import dev.diorama.model.Value;
import java.util.ArrayList;

/// What the label of a connection says: the texts of its type's leading properties, as the route
/// `GET /photos`, or else the type's name.
final class ConnectionLabels {
  private final Catalog catalog;
  private final Texts texts;

  ConnectionLabels(Catalog catalog, Texts texts) {
    this.catalog = catalog;
    this.texts = texts;
  }

  String of(Connection c) {
    var type = catalog.type(c.type());
    var parts = new ArrayList<String>();
    if (type.isPresent()) {
      for (var property : type.get().properties()) {
        boolean telling =
            property.kind() instanceof PropertyKind.Text
                || property.kind() instanceof PropertyKind.Choice;
        var text = property.path().in(c.properties()).flatMap(Value::asText);
        boolean said = text.filter(t -> !t.isBlank() && !isTemplate(t)).isPresent();
        if (!telling || !said || parts.size() == 2) {
          break;
        }
        parts.add(text.get());
        // A text, as a route, says it all; a choice, as a method, needs what follows.
        if (property.kind() instanceof PropertyKind.Text) {
          break;
        }
      }
    }
    return parts.isEmpty() ? typeName(c) : String.join(" ", parts);
  }

  /// What is filled with values at run time tells people less than the type's name.
  private static boolean isTemplate(String text) {
    return text.contains("$context.") || text.contains("${");
  }

  /// The type's name for people.
  String typeName(Connection c) {
    var key = "connection." + c.type();
    return texts.has(key) ? texts.text(key) : c.type().value();
  }
}
