package dev.diorama.ui.inspector;

import dev.diorama.catalog.PropertyKind;
import dev.diorama.catalog.PropertySpec;
import dev.diorama.json.Json;
import dev.diorama.model.References;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Chooses the editor for a property.
final class Editors {
  private Editors() {}

  /// An editor for `spec`.
  ///
  /// @param name the property's label, as accessible name
  /// @param value the value at first; where it has not the form that the kind expects, as an
  ///   intrinsic function in the place of a text, it is edited as JSON
  static Editor of(
      PropertySpec spec,
      String name,
      Optional<Value> value,
      EditorContext context,
      Consumer<Optional<Value>> commit) {
    var editor =
        fits(spec.kind(), value)
            ? of(spec, name, context, commit)
            : new JsonEditor(name, context.texts(), commit);
    editor.show(value);
    return editor;
  }

  private static Editor of(
      PropertySpec spec, String name, EditorContext context, Consumer<Optional<Value>> commit) {
    var texts = context.texts();
    return switch (spec.kind()) {
      case PropertyKind.Text t -> new TextEditor(name, t.pattern(), spec, texts, commit);
      case PropertyKind.Whole w -> new WholeEditor(name, w, spec, texts, commit);
      case PropertyKind.Bool b -> new BoolEditor(name, spec, texts, commit);
      case PropertyKind.Choice c -> new ChoiceEditor(name, c, spec, texts, commit);
      case PropertyKind.Reference r -> new ReferenceEditor(name, r.types(), spec, context, commit);
      case PropertyKind.References r -> new ReferencesEditor(name, r.types(), context, commit);
      case PropertyKind.Texts t -> new TextsEditor(name, t.pattern(), spec, texts, commit);
      case PropertyKind.TextMap t -> new TextMapEditor(name, texts, commit);
      case PropertyKind.Table t -> new TableEditor(name, t.columns(), context, commit);
      case PropertyKind.Json j -> new JsonEditor(name, texts, commit);
      case PropertyKind.Code c -> new CodeEditor(name, c.language(), commit);
    };
  }

  /// Whether an editor for `kind` can show `value` without losing anything.
  static boolean fits(PropertyKind kind, Optional<Value> value) {
    if (value.isEmpty()) {
      return true;
    }
    var v = value.get();
    return switch (kind) {
      case PropertyKind.Text t -> v instanceof Value.Text;
      case PropertyKind.Code c -> v instanceof Value.Text;
      case PropertyKind.Choice c -> v instanceof Value.Text;
      case PropertyKind.Whole w -> v instanceof Value.Numeric;
      case PropertyKind.Bool b -> v instanceof Value.Flag;
      case PropertyKind.Reference r -> References.target(v).isPresent();
      case PropertyKind.References r ->
          v instanceof Items i
              && i.values().stream().allMatch(x -> References.target(x).isPresent());
      case PropertyKind.Texts t ->
          v instanceof Items i && i.values().stream().allMatch(Value.Text.class::isInstance);
      case PropertyKind.TextMap t -> v instanceof Fields;
      case PropertyKind.Table t ->
          v instanceof Items i && i.values().stream().allMatch(Fields.class::isInstance);
      case PropertyKind.Json j -> true;
    };
  }

  /// A default value in one line.
  static String brief(Value value) {
    return switch (value) {
      case Value.Text t -> t.value();
      case Items i when i.values().stream().allMatch(Value.Text.class::isInstance) ->
          i.values().stream().flatMap(v -> v.asText().stream()).collect(Collectors.joining(", "));
      default -> Json.write(value);
    };
  }
}
