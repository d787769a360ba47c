package dev.diorama.rule;

import dev.diorama.catalog.PropertyKind;
import dev.diorama.catalog.PropertySpec;
import dev.diorama.model.Architecture;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.References;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A value that does not fit its property.
///
/// @param at where it stands in the properties
/// @param expected a sentence that says what would fit
/// @param instead a value near to it that fits; the property is left out where this is empty
/// @param mendable whether setting `instead` mends it
record ValueProblem(PropertyPath at, Message expected, Optional<Value> instead, boolean mendable) {
  /// The problems of one property. What is computed when it is deployed (`${…}`, an intrinsic
  /// function) cannot be judged and counts as fitting.
  static Stream<ValueProblem> of(
      PropertySpec spec, PropertyPath at, Value value, Architecture drawing) {
    if (isComputed(value)) {
      return Stream.of();
    }
    return switch (spec.kind()) {
      case PropertyKind.Text t -> text(spec, t.pattern(), at, value).stream();
      case PropertyKind.Whole w -> whole(w, at, value).stream();
      case PropertyKind.Bool b ->
          value instanceof Value.Flag
              ? Stream.of()
              : Stream.of(mendable(at, Message.of("rule.InvalidPropertyValue.bool"), spec));
      case PropertyKind.Choice c ->
          value.asText().filter(c.options()::contains).isPresent()
              ? Stream.of()
              : Stream.of(
                  mendable(
                      at,
                      Message.of(
                          "rule.InvalidPropertyValue.choice", String.join(", ", c.options())),
                      spec));
      case PropertyKind.Reference r -> reference(r.types(), at, value, drawing).stream();
      case PropertyKind.References r ->
          entries(at, value, (path, v) -> reference(r.types(), path, v, drawing).stream());
      case PropertyKind.Texts t ->
          entries(at, value, (path, v) -> text(spec, t.pattern(), path, v).stream());
      case PropertyKind.Table t ->
          entries(
              at,
              value,
              (path, row) ->
                  row instanceof Fields fields
                      ? t.columns().stream()
                          .flatMap(column ->
                              column.path().in(fields).stream()
                                  .flatMap(v -> of(column, below(path, column.path()), v, drawing)))
                      : Stream.of(unmendable(path, Message.of("rule.InvalidPropertyValue.row"))));
      case PropertyKind.TextMap m ->
          value instanceof Fields
              ? Stream.of()
              : Stream.of(unmendable(at, Message.of("rule.InvalidPropertyValue.map")));
      case PropertyKind.Json j -> Stream.of();
      case PropertyKind.Code c ->
          value instanceof Value.Text
              ? Stream.of()
              : Stream.of(unmendable(at, Message.of("rule.InvalidPropertyValue.anyText")));
    };
  }

  /// What is checked of each entry of a list.
  @FunctionalInterface
  private interface EntryCheck {
    Stream<ValueProblem> problems(PropertyPath at, Value entry);
  }

  private static Stream<ValueProblem> entries(PropertyPath at, Value value, EntryCheck check) {
    if (!(value instanceof Items items)) {
      return Stream.of(unmendable(at, Message.of("rule.InvalidPropertyValue.list")));
    }
    return IntStream.range(0, items.values().size())
        .boxed()
        .filter(i -> !isComputed(items.values().get(i)))
        .flatMap(i -> check.problems(at.then(i), items.values().get(i)));
  }

  private static Optional<ValueProblem> text(
      PropertySpec spec, Optional<String> pattern, PropertyPath at, Value value) {
    var text = value.asText();
    if (text.isEmpty()) {
      return Optional.of(unmendable(at, Message.of("rule.InvalidPropertyValue.anyText")));
    }
    return pattern
        .filter(p -> !text.get().matches(p))
        .map(p -> unmendable(at, TextForm.of(p, spec.path())));
  }

  private static Optional<ValueProblem> whole(
      PropertyKind.Whole kind, PropertyPath at, Value value) {
    if (value instanceof Value.Numeric n
        && n.value().stripTrailingZeros().scale() <= 0
        && value.asLong().filter(l -> l >= kind.min() && l <= kind.max()).isPresent()) {
      return Optional.empty();
    }
    var near =
        value
            .asLong()
            .or(() -> value.asText().filter(t -> t.matches("[0-9]{1,18}")).map(Long::valueOf))
            .<Value>map(l -> Value.of(Math.clamp(l, kind.min(), kind.max())));
    return Optional.of(new ValueProblem(at, range(kind), near, near.isPresent()));
  }

  private static Message range(PropertyKind.Whole kind) {
    return kind.max() == Long.MAX_VALUE
        ? Message.of("rule.InvalidPropertyValue.atLeast", kind.min())
        : kind.unit().isEmpty()
            ? Message.of("rule.InvalidPropertyValue.whole", kind.min(), kind.max())
            : Message.of("rule.InvalidPropertyValue.wholeIn", kind.min(), kind.max(), kind.unit());
  }

  private static Optional<ValueProblem> reference(
      Set<String> types, PropertyPath at, Value value, Architecture drawing) {
    var target = References.target(value);
    if (target.isEmpty()) {
      return Optional.of(unmendable(at, Message.of("rule.InvalidPropertyValue.reference")));
    }
    var resource = drawing.byLogicalId(target.get());
    if (resource.isEmpty()) {
      return Optional.of(
          new ValueProblem(
              at,
              Message.of("rule.InvalidPropertyValue.nothing", target.get()),
              Optional.empty(),
              true));
    }
    return types.contains(resource.get().type().value())
        ? Optional.empty()
        : Optional.of(
            unmendable(
                at,
                Message.of(
                    "rule.InvalidPropertyValue.type",
                    target.get(),
                    resource.get().type(),
                    String.join(", ", types.stream().sorted().toList()))));
  }

  private static boolean isComputed(Value value) {
    return switch (value) {
      case Value.Text t -> t.value().contains("${");
      case Fields f ->
          f.values().size() == 1 && f.values().firstEntry().getKey().startsWith("Fn::");
      default -> false;
    };
  }

  private static PropertyPath below(PropertyPath path, PropertyPath column) {
    var result = path;
    for (var segment : column.segments()) {
      result = result.then(segment);
    }
    return result;
  }

  private static ValueProblem unmendable(PropertyPath at, Message expected) {
    return new ValueProblem(at, expected, Optional.empty(), false);
  }

  private static ValueProblem mendable(PropertyPath at, Message expected, PropertySpec spec) {
    return new ValueProblem(at, expected, spec.defaultValue(), spec.defaultValue().isPresent());
  }
}
