package dev.diorama.aws.dynamodb.expression;

import dev.diorama.aws.dynamodb.item.AttributeValue;
import dev.diorama.aws.dynamodb.item.AttributeValue.L;
import dev.diorama.aws.dynamodb.item.AttributeValue.M;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A document path, as `reviews.fiveStar[0]`. See
/// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.Attributes.html`.
///
/// @param elements the first is a name
public record DocumentPath(List<Element> elements) {

  /// One step of a path.
  public sealed interface Element {}

  /// An attribute of the item or of a map.
  public record Name(String name) implements Element {
    @Override
    public String toString() {
      return name;
    }
  }

  /// An element of a list, from 0.
  public record Index(int index) implements Element {
    @Override
    public String toString() {
      return "[" + index + "]";
    }
  }

  public DocumentPath {
    elements = List.copyOf(elements);
  }

  /// The path to a top-level attribute.
  public static DocumentPath of(String attribute) {
    return new DocumentPath(List.of(new Name(attribute)));
  }

  /// The top-level attribute in which the path begins.
  public String attribute() {
    return elements.getFirst() instanceof Name n ? n.name() : "";
  }

  /// Whether it is a top-level attribute itself.
  public boolean isTopLevel() {
    return elements.size() == 1;
  }

  /// The value at this path.
  public Optional<AttributeValue> in(M item) {
    Optional<AttributeValue> here = Optional.of(item);
    for (var element : elements) {
      here =
          here.flatMap(v ->
              switch (element) {
                case Name n -> v instanceof M m ? m.get(n.name()) : Optional.empty();
                case Index i ->
                    v instanceof L l && i.index() < l.values().size()
                        ? Optional.of(l.values().get(i.index()))
                        : Optional.empty();
              });
    }
    return here;
  }

  /// Whether one of the two leads through the other.
  public boolean overlaps(DocumentPath other) {
    int common = Math.min(elements.size(), other.elements.size());
    return elements.subList(0, common).equals(other.elements.subList(0, common));
  }

  /// Whether the two need the same value to be a map and a list at once.
  public boolean conflicts(DocumentPath other) {
    int common = Math.min(elements.size(), other.elements.size());
    for (int i = 0; i < common; i++) {
      var mine = elements.get(i);
      var theirs = other.elements.get(i);
      if (!mine.equals(theirs)) {
        return mine.getClass() != theirs.getClass();
      }
    }
    return false;
  }

  /// This path with a further element.
  DocumentPath then(Element element) {
    var copy = new ArrayList<>(elements);
    copy.add(element);
    return new DocumentPath(copy);
  }

  /// As error messages write it: `[a, b, [0]]`.
  @Override
  public String toString() {
    return elements.stream().map(Element::toString).collect(Collectors.joining(", ", "[", "]"));
  }
}
