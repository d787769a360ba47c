package dev.diorama.model;

import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Names a place inside a resource's or connection's properties, as `Policies[0].PolicyDocument`.
public record PropertyPath(List<Segment> segments) {
  /// The properties as a whole.
  public static final PropertyPath ROOT = new PropertyPath(List.of());

  private static final Pattern PART = Pattern.compile("\\[[0-9]{1,9}]|[^.\\[]+");

  /// One step down: into a field or into a list.
  public sealed interface Segment {}

  /// Into the field `name`.
  public record Name(String name) implements Segment {}

  /// Into the list entry at `index` (from 0).
  public record Index(int index) implements Segment {}

  public PropertyPath {
    segments = List.copyOf(segments);
  }

  /// The path to these nested fields.
  public static PropertyPath of(String... names) {
    return new PropertyPath(List.of(names).stream().<Segment>map(Name::new).toList());
  }

  /// Reads what [#toString] writes, as `items[0].name`.
  public static PropertyPath parse(String text) {
    var path = ROOT;
    var matcher = PART.matcher(text);
    while (matcher.find()) {
      var part = matcher.group();
      path =
          part.startsWith("[")
              ? path.then(Integer.parseInt(part.substring(1, part.length() - 1)))
              : path.then(part);
    }
    return path;
  }

  /// This path, one field deeper.
  public PropertyPath then(String name) {
    return append(new Name(name));
  }

  /// This path, one list entry deeper.
  public PropertyPath then(int index) {
    return append(new Index(index));
  }

  /// This path, one step deeper.
  public PropertyPath then(Segment segment) {
    return append(segment);
  }

  private PropertyPath append(Segment segment) {
    var copy = new ArrayList<>(segments);
    copy.add(segment);
    return new PropertyPath(copy);
  }

  /// The value at this path.
  public Optional<Value> in(Fields properties) {
    Optional<Value> current = Optional.of(properties);
    for (var segment : segments) {
      current =
          current.flatMap(v ->
              switch (segment) {
                case Name n -> v instanceof Fields f ? f.get(n.name()) : Optional.empty();
                case Index i ->
                    v instanceof Items list && i.index() < list.values().size()
                        ? Optional.of(list.values().get(i.index()))
                        : Optional.empty();
              });
    }
    return current;
  }

  /// `properties` with `value` at this path, or with what stands here removed if `value` is empty.
  /// Missing fields on the way are made; an index one past the end appends; any other missing list
  /// entry leaves the properties as they are.
  public Fields set(Fields properties, Optional<Value> value) {
    return set(properties, 0, value) instanceof Fields f ? f : properties;
  }

  private Value set(Value here, int depth, Optional<Value> value) {
    if (depth == segments.size()) {
      return value.orElse(here);
    }
    return switch (segments.get(depth)) {
      case Name n -> setField(here, n.name(), depth, value);
      case Index i -> setEntry(here, i.index(), depth, value);
    };
  }

  private boolean removesAt(int depth, Optional<Value> value) {
    return depth == segments.size() - 1 && value.isEmpty();
  }

  private Value setField(Value here, String name, int depth, Optional<Value> value) {
    var fields = here instanceof Fields f ? f : Fields.EMPTY;
    return removesAt(depth, value)
        ? fields.without(name)
        : fields.with(name, set(fields.get(name).orElse(Fields.EMPTY), depth + 1, value));
  }

  private Value setEntry(Value here, int index, int depth, Optional<Value> value) {
    var entries = new ArrayList<>(here instanceof Items list ? list.values() : List.of());
    if (index > entries.size() || (index == entries.size() && value.isEmpty())) {
      return here;
    }
    if (removesAt(depth, value)) {
      entries.remove(index);
    } else if (index == entries.size()) {
      entries.add(set(Fields.EMPTY, depth + 1, value));
    } else {
      entries.set(index, set(entries.get(index), depth + 1, value));
    }
    return new Items(entries);
  }

  @Override
  public String toString() {
    return segments.stream()
        .map(s -> s instanceof Name n ? "." + n.name() : "[" + ((Index) s).index() + "]")
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }
}
