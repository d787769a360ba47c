package dev.diorama.aws.dynamodb.expression;

import dev.diorama.aws.dynamodb.item.AttributeValue;
import dev.diorama.aws.dynamodb.item.AttributeValue.M;
import java.util.ArrayList;
import java.util.List;

/// An update expression as read. See
/// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html`.
public record UpdateExpression(
    List<Set> sets, List<DocumentPath> removes, List<Add> adds, List<Delete> deletes) {

  /// `SET path = value`.
  public record Set(DocumentPath path, SetValue value) {}

  /// `ADD path :value`: adds to a number or to a set.
  public record Add(DocumentPath path, AttributeValue value) {}

  /// `DELETE path :value`: takes elements from a set.
  public record Delete(DocumentPath path, AttributeValue value) {}

  /// What a `SET` assigns.
  public sealed interface SetValue {}

  /// The value at a path; it must exist.
  public record PathValue(DocumentPath path) implements SetValue {}

  /// A value of the request.
  public record LiteralValue(AttributeValue value) implements SetValue {}

  /// `if_not_exists(path, value)`.
  public record IfNotExists(DocumentPath path, SetValue otherwise) implements SetValue {}

  /// `list_append(first, second)`.
  public record ListAppend(SetValue first, SetValue second) implements SetValue {}

  /// `left + right`, or `left - right`.
  public record Sum(SetValue left, SetValue right, boolean minus) implements SetValue {}

  public UpdateExpression {
    sets = List.copyOf(sets);
    removes = List.copyOf(removes);
    adds = List.copyOf(adds);
    deletes = List.copyOf(deletes);
  }

  /// Reads an update expression.
  ///
  /// @throws dev.diorama.aws.dynamodb.item.RequestFailure with AWS's message, if it is malformed
  public static UpdateExpression parse(String text, Placeholders placeholders) {
    return new UpdateParser(text, placeholders).parse();
  }

  /// The paths that it changes.
  public List<DocumentPath> paths() {
    var paths = new ArrayList<DocumentPath>();
    sets.forEach(s -> paths.add(s.path()));
    paths.addAll(removes);
    adds.forEach(a -> paths.add(a.path()));
    deletes.forEach(d -> paths.add(d.path()));
    return paths;
  }

  /// The paths from which its values are read.
  public List<DocumentPath> readPaths() {
    var paths = new ArrayList<DocumentPath>();
    sets.forEach(s -> collect(s.value(), paths));
    return paths;
  }

  private static void collect(SetValue value, List<DocumentPath> paths) {
    switch (value) {
      case PathValue p -> paths.add(p.path());
      case LiteralValue l -> {}
      case IfNotExists i -> {
        paths.add(i.path());
        collect(i.otherwise(), paths);
      }
      case ListAppend a -> {
        collect(a.first(), paths);
        collect(a.second(), paths);
      }
      case Sum s -> {
        collect(s.left(), paths);
        collect(s.right(), paths);
      }
    }
  }

  /// `item` with the update made; all values are read from the item as it was.
  ///
  /// @throws dev.diorama.aws.dynamodb.item.RequestFailure with AWS's message, if it does not fit
  public M apply(M item) {
    return UpdateEvaluation.apply(this, item);
  }
}
