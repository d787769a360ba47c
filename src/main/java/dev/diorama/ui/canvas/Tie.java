package dev.diorama.ui.canvas;

import dev.diorama.model.Architecture;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/// One resource names another in a property, as a function its execution role. No connection is
/// drawn for it; it is shown while one of the two is selected.
///
/// @param property the property's last name, as `Role`
record Tie(ResourceId from, ResourceId to, String property) {
  /// What is tied to more, as a role of a hundred functions, is not shown better by more lines.
  private static final int MOST = 24;

  /// The ties of one resource, from it and then to it.
  static List<Tie> of(Architecture drawing, ResourceId id) {
    return drawing
        .resource(id)
        .map(r ->
            Stream.concat(
                    from(r, drawing),
                    drawing.resources().values().stream()
                        .filter(other -> !other.id().equals(id))
                        .flatMap(other -> from(other, drawing))
                        .filter(t -> t.to().equals(id)))
                .limit(MOST)
                .toList())
        .orElse(List.of());
  }

  private static Stream<Tie> from(Resource r, Architecture drawing) {
    return new LinkedHashSet<>(in(r.properties(), PropertyPath.ROOT).toList())
        .stream()
            .flatMap(named ->
                drawing.byLogicalId(named.target()).stream()
                    .filter(to -> !to.id().equals(r.id()))
                    .map(to -> new Tie(r.id(), to.id(), named.property())));
  }

  private record Named(String target, String property) {}

  private static Stream<Named> in(Value value, PropertyPath at) {
    var target = References.target(value);
    if (target.isPresent()) {
      return Stream.of(new Named(target.get(), last(at)));
    }
    return switch (value) {
      case Fields f ->
          f.values().entrySet().stream().flatMap(e -> in(e.getValue(), at.then(e.getKey())));
      case Items i -> i.values().stream().flatMap(v -> in(v, at));
      default -> Stream.of();
    };
  }

  private static String last(PropertyPath at) {
    return !at.segments().isEmpty() && at.segments().getLast() instanceof PropertyPath.Name n
        ? n.name()
        : "";
  }
}
