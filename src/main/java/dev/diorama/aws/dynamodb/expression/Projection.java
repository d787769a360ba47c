package dev.diorama.aws.dynamodb.expression;

import dev.diorama.aws.dynamodb.expression.DocumentPath.Index;
import dev.diorama.aws.dynamodb.expression.DocumentPath.Name;
import dev.diorama.aws.dynamodb.item.AttributeValue;
import dev.diorama.aws.dynamodb.item.AttributeValue.L;
import dev.diorama.aws.dynamodb.item.AttributeValue.M;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The attributes that a read answers. See
/// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ProjectionExpressions.html`.
public record Projection(List<DocumentPath> paths) {
  public Projection {
    paths = List.copyOf(paths);
  }

  /// Reads a projection expression.
  ///
  /// @throws dev.diorama.aws.dynamodb.item.RequestFailure with AWS's message, if it is malformed
  public static Projection parse(String text, Placeholders placeholders) {
    var parser = new ExpressionParser(ExpressionKind.PROJECTION, text, placeholders);
    var paths = new ArrayList<DocumentPath>();
    do {
      paths.add(parser.path());
    } while (parser.skip(","));
    parser.expectEnd();
    refuseOverlaps(ExpressionKind.PROJECTION, paths);
    return new Projection(paths);
  }

  static void refuseOverlaps(ExpressionKind kind, List<DocumentPath> paths) {
    for (int i = 0; i < paths.size(); i++) {
      for (int j = 0; j < i; j++) {
        var one = paths.get(j);
        var two = paths.get(i);
        if (one.overlaps(two)) {
          throw kind.invalid(
              "Two document paths overlap with each other; must remove or rewrite one of these"
                  + " paths; path one: "
                  + one
                  + ", path two: "
                  + two);
        }
        if (one.conflicts(two)) {
          throw kind.invalid(
              "Two document paths conflict with each other; must remove or rewrite one of these"
                  + " paths; path one: "
                  + one
                  + ", path two: "
                  + two);
        }
      }
    }
  }

  /// The part of `item` at these paths. What is absent is left out; list elements move together.
  public M of(M item) {
    return project(item, paths.stream().map(DocumentPath::elements).toList()).orElse(M.EMPTY)
            instanceof M m
        ? m
        : M.EMPTY;
  }

  private static Optional<AttributeValue> project(
      AttributeValue value, List<List<DocumentPath.Element>> paths) {
    if (paths.stream().anyMatch(List::isEmpty)) {
      return Optional.of(value);
    }
    Map<DocumentPath.Element, List<List<DocumentPath.Element>>> byFirst = new LinkedHashMap<>();
    for (var path : paths) {
      byFirst
          .computeIfAbsent(path.getFirst(), f -> new ArrayList<>())
          .add(path.subList(1, path.size()));
    }
    return switch (value) {
      case M m -> {
        var kept = new LinkedHashMap<String, AttributeValue>();
        m.values()
            .forEach((name, v) ->
                Optional.ofNullable(byFirst.get(new Name(name)))
                    .flatMap(rest -> project(v, rest))
                    .ifPresent(p -> kept.put(name, p)));
        yield kept.isEmpty() ? Optional.empty() : Optional.of(new M(kept));
      }
      case L l -> {
        var kept = new ArrayList<AttributeValue>();
        for (int i = 0; i < l.values().size(); i++) {
          var v = l.values().get(i);
          Optional.ofNullable(byFirst.get(new Index(i)))
              .flatMap(rest -> project(v, rest))
              .ifPresent(kept::add);
        }
        yield kept.isEmpty() ? Optional.empty() : Optional.of(new L(kept));
      }
      default -> Optional.empty();
    };
  }
}
