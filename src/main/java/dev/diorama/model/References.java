package dev.diorama.model;

import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.util.List;
import java.util.Optional;

/// Reads and writes references between resources, in CloudFormation's form `{"Ref": "logicalId"}`.
///
/// References name logical ids, not [ResourceId]s, so that files read as templates do. Renaming a
/// resource rewrites the references to it ([#renamed]).
public final class References {
  private References() {}

  /// A reference to the resource with this logical id.
  public static Fields to(String logicalId) {
    return Fields.EMPTY.with("Ref", logicalId);
  }

  /// The logical id that `value` refers to, if it is a reference.
  public static Optional<String> target(Value value) {
    return value instanceof Fields f && f.values().size() == 1 ? f.text("Ref") : Optional.empty();
  }

  /// The resource that property `name` of `resource` refers to, if it stands in the drawing.
  public static Optional<Resource> one(Architecture drawing, Resource resource, String name) {
    return many(drawing, resource.properties(), name).stream().findFirst();
  }

  /// The resources that the list property `name` refers to; references to nothing are left out.
  public static List<Resource> many(Architecture drawing, Fields properties, String name) {
    return properties.list(name).stream()
        .flatMap(v -> target(v).stream())
        .flatMap(logicalId -> drawing.byLogicalId(logicalId).stream())
        .toList();
  }

  /// `value` with every reference to `from`, also inside `${from}` and `${from.…}`, naming `to`.
  public static Value renamed(Value value, String from, String to) {
    return switch (value) {
      case Value.Text t -> {
        var replaced =
            t.value()
                .replace("${" + from + "}", "${" + to + "}")
                .replace("${" + from + ".", "${" + to + ".");
        yield replaced.equals(t.value()) ? t : Value.of(replaced);
      }
      case Items i -> new Items(i.values().stream().map(v -> renamed(v, from, to)).toList());
      case Fields f -> {
        if (target(f).filter(from::equals).isPresent()) {
          yield to(to);
        }
        var result = Fields.EMPTY;
        for (var e : f.values().entrySet()) {
          result = result.with(e.getKey(), renamed(e.getValue(), from, to));
        }
        yield result;
      }
      default -> value;
    };
  }
}
