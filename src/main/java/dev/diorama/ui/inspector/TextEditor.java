package dev.diorama.ui.inspector;

import dev.diorama.catalog.PropertySpec;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Value;
import dev.diorama.rule.TextForm;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javafx.scene.layout.Region;

/// A single line of text. An empty one removes the property.
final class TextEditor implements Editor {
  private final TypedText text;

  TextEditor(
      String name,
      Optional<String> pattern,
      PropertySpec spec,
      Texts texts,
      Consumer<Optional<Value>> commit) {
    var compiled = pattern.map(Pattern::compile);
    text =
        new TypedText(
            name,
            t ->
                t.isEmpty()
                    ? Optional.empty()
                    : compiled
                        .filter(p -> !isVariable(t) && !p.matcher(t).matches())
                        .map(p -> texts.text(TextForm.of(p.pattern(), spec.path()))),
            t -> commit.accept(t.isEmpty() ? Optional.empty() : Optional.of(Value.of(t))));
    spec.defaultValue().ifPresent(d -> text.field().setPromptText(Editors.brief(d)));
  }

  /// `${Name.Arn}` stands for a text that is known only when it is resolved.
  static boolean isVariable(String text) {
    return text.contains("${");
  }

  @Override
  public Region node() {
    return text.node();
  }

  @Override
  public void show(Optional<Value> value) {
    text.show(value.flatMap(Value::asText).orElse(""));
  }

  @Override
  public void commit() {
    text.commit();
  }
}
