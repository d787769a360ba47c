package dev.diorama.aws.dynamodb.expression;

import java.util.List;
import java.util.stream.Stream;

/// The document paths that a condition looks at.
public final class ConditionPaths {
  private ConditionPaths() {}

  /// All of them, in the order in which they stand.
  public static List<DocumentPath> of(Condition condition) {
    return paths(condition).toList();
  }

  private static Stream<DocumentPath> paths(Condition condition) {
    return switch (condition) {
      case Condition.And a -> Stream.concat(paths(a.left()), paths(a.right()));
      case Condition.Or o -> Stream.concat(paths(o.left()), paths(o.right()));
      case Condition.Not n -> paths(n.condition());
      case Condition.Compare c -> paths(c.left(), c.right());
      case Condition.Between b -> paths(b.operand(), b.low(), b.high());
      case Condition.In i ->
          Stream.concat(paths(i.operand()), paths(i.options().toArray(Operand[]::new)));
      case Condition.AttributeExists e -> Stream.of(e.path());
      case Condition.AttributeNotExists e -> Stream.of(e.path());
      case Condition.AttributeType t -> paths(t.operand());
      case Condition.BeginsWith b -> paths(b.operand(), b.prefix());
      case Condition.Contains c -> paths(c.container(), c.element());
    };
  }

  private static Stream<DocumentPath> paths(Operand... operands) {
    return Stream.of(operands)
        .flatMap(o ->
            switch (o) {
              case Operand.Path p -> Stream.of(p.path());
              case Operand.Size s -> paths(s.of());
              case Operand.Literal l -> Stream.empty();
            });
  }
}
