package dev.diorama.aws.dynamodb.expression;

import dev.diorama.aws.dynamodb.expression.DocumentPath.Index;
import dev.diorama.aws.dynamodb.expression.DocumentPath.Name;
import dev.diorama.aws.dynamodb.expression.UpdateExpression.IfNotExists;
import dev.diorama.aws.dynamodb.expression.UpdateExpression.ListAppend;
import dev.diorama.aws.dynamodb.expression.UpdateExpression.LiteralValue;
import dev.diorama.aws.dynamodb.expression.UpdateExpression.PathValue;
import dev.diorama.aws.dynamodb.expression.UpdateExpression.SetValue;
import dev.diorama.aws.dynamodb.expression.UpdateExpression.Sum;
import dev.diorama.aws.dynamodb.item.AttributeValue;
import dev.diorama.aws.dynamodb.item.AttributeValue.BS;
import dev.diorama.aws.dynamodb.item.AttributeValue.L;
import dev.diorama.aws.dynamodb.item.AttributeValue.M;
import dev.diorama.aws.dynamodb.item.AttributeValue.N;
import dev.diorama.aws.dynamodb.item.AttributeValue.NS;
import dev.diorama.aws.dynamodb.item.AttributeValue.SS;
import dev.diorama.aws.dynamodb.item.DynamoDbNumber;
import dev.diorama.aws.dynamodb.item.RequestFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes the changes of an update expression.
final class UpdateEvaluation {
  private UpdateEvaluation() {}

  static M apply(UpdateExpression update, M item) {
    // Everything is computed from the item as it was before anything is changed.
    var writes = new ArrayList<Write>();
    var removals = new ArrayList<>(update.removes());
    for (var set : update.sets()) {
      writes.add(new Write(set.path(), value(set.value(), item)));
    }
    for (var add : update.adds()) {
      writes.add(new Write(add.path(), added(add.path().in(item), add.value())));
    }
    for (var delete : update.deletes()) {
      var old = delete.path().in(item);
      if (old.isPresent()) {
        var rest = without(old.get(), delete.value());
        if (rest.isPresent()) {
          writes.add(new Write(delete.path(), rest.get()));
        } else {
          removals.add(delete.path());
        }
      } else {
        requireParent(delete.path(), item);
      }
    }
    var result = item;
    // List elements past the end are appended in the order of their indexes.
    writes.sort(Comparator.comparingInt(w -> lastIndex(w.path())));
    for (var write : writes) {
      result = (M) write(result, write.path().elements(), write.value());
    }
    // Highest index first, so that no removal moves what another one means.
    removals.sort(Comparator.<DocumentPath>comparingInt(UpdateEvaluation::lastIndex).reversed());
    for (var path : removals) {
      requireParent(path, item);
      result = (M) remove(result, path.elements());
    }
    return result;
  }

  /// A value to be written at a path.
  private record Write(DocumentPath path, AttributeValue value) {}

  private static int lastIndex(DocumentPath path) {
    return path.elements().getLast() instanceof Index i ? i.index() : -1;
  }

  private static AttributeValue value(SetValue value, M item) {
    return switch (value) {
      case LiteralValue l -> l.value();
      case PathValue p ->
          p.path()
              .in(item)
              .orElseThrow(() ->
                  RequestFailure.validation(
                      "The provided expression refers to an attribute that does not exist in the"
                          + " item"));
      case IfNotExists i -> {
        var existing = i.path().in(item);
        yield existing.isPresent() ? existing.get() : value(i.otherwise(), item);
      }
      case ListAppend a -> {
        if (value(a.first(), item) instanceof L first
            && value(a.second(), item) instanceof L second) {
          var all = new ArrayList<>(first.values());
          all.addAll(second.values());
          yield new L(all);
        }
        throw wrongType();
      }
      case Sum s -> {
        if (value(s.left(), item) instanceof N left && value(s.right(), item) instanceof N right) {
          yield new N(
              DynamoDbNumber.checked(
                  s.minus()
                      ? left.value().subtract(right.value())
                      : left.value().add(right.value())));
        }
        throw wrongType();
      }
    };
  }

  private static AttributeValue added(Optional<AttributeValue> old, AttributeValue value) {
    if (old.isEmpty()) {
      return value;
    }
    if (old.get() instanceof N a && value instanceof N b) {
      return new N(DynamoDbNumber.checked(a.value().add(b.value())));
    }
    if (old.get() instanceof SS a && value instanceof SS b) {
      return new SS(union(a.values(), b.values()));
    }
    if (old.get() instanceof NS a && value instanceof NS b) {
      return new NS(union(a.values(), b.values()));
    }
    if (old.get() instanceof BS a && value instanceof BS b) {
      return new BS(union(a.values(), b.values()));
    }
    throw wrongType();
  }

  /// What is left of a set; empty if nothing is, because no set is empty.
  private static Optional<AttributeValue> without(AttributeValue old, AttributeValue value) {
    if (old instanceof SS a && value instanceof SS b) {
      return Optional.of(difference(a.values(), b.values())).filter(s -> !s.isEmpty()).map(SS::new);
    }
    if (old instanceof NS a && value instanceof NS b) {
      return Optional.of(difference(a.values(), b.values())).filter(s -> !s.isEmpty()).map(NS::new);
    }
    if (old instanceof BS a && value instanceof BS b) {
      return Optional.of(difference(a.values(), b.values())).filter(s -> !s.isEmpty()).map(BS::new);
    }
    throw wrongType();
  }

  private static <T> Set<T> union(Set<T> a, Set<T> b) {
    var all = new LinkedHashSet<>(a);
    all.addAll(b);
    return all;
  }

  private static <T> Set<T> difference(Set<T> a, Set<T> b) {
    var rest = new LinkedHashSet<>(a);
    rest.removeAll(b);
    return rest;
  }

  private static RequestFailure wrongType() {
    return RequestFailure.validation(
        "An operand in the update expression has an incorrect data type");
  }

  private static RequestFailure badPath() {
    return RequestFailure.validation(
        "The document path provided in the update expression is invalid for update");
  }

  private static void requireParent(DocumentPath path, M item) {
    if (path.isTopLevel()) {
      return;
    }
    var parent = new DocumentPath(path.elements().subList(0, path.elements().size() - 1)).in(item);
    boolean fits =
        path.elements().getLast() instanceof Name
            ? parent.filter(M.class::isInstance).isPresent()
            : parent.filter(L.class::isInstance).isPresent();
    if (!fits) {
      throw badPath();
    }
  }

  private static AttributeValue write(
      AttributeValue here, List<DocumentPath.Element> path, AttributeValue value) {
    if (path.isEmpty()) {
      return value;
    }
    var rest = path.subList(1, path.size());
    if (path.getFirst() instanceof Name(var name) && here instanceof M m) {
      var child = m.get(name);
      if (child.isEmpty() && !rest.isEmpty()) {
        throw badPath();
      }
      return m.with(name, write(child.orElse(value), rest, value));
    }
    if (path.getFirst() instanceof Index(var index) && here instanceof L l) {
      var values = new ArrayList<>(l.values());
      if (index < values.size()) {
        values.set(index, write(values.get(index), rest, value));
      } else if (rest.isEmpty()) {
        values.add(value);
      } else {
        throw badPath();
      }
      return new L(values);
    }
    throw badPath();
  }

  private static AttributeValue remove(AttributeValue here, List<DocumentPath.Element> path) {
    var rest = path.subList(1, path.size());
    if (path.getFirst() instanceof Name(var name) && here instanceof M m) {
      var child = m.get(name);
      if (rest.isEmpty() || child.isEmpty()) {
        return m.without(name);
      }
      return m.with(name, remove(child.get(), rest));
    }
    if (path.getFirst() instanceof Index(var index)
        && here instanceof L l
        && index < l.values().size()) {
      var values = new ArrayList<>(l.values());
      if (rest.isEmpty()) {
        values.remove(index);
      } else {
        values.set(index, remove(values.get(index), rest));
      }
      return new L(values);
    }
    return here;
  }
}
