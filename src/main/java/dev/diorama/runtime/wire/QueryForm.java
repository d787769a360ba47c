package dev.diorama.runtime.wire;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.wire.WireProtocol.WireException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// The dotted names of a Query form as nested fields: `Attribute.1.Name` is the field `Name` of the
/// first entry of the list `Attribute`; the `member` or `entry` level of lists and maps that are
/// not flattened is left out.
final class QueryForm {
  private static final int MAX_PARAMETERS = 20_000;
  private static final int MAX_DEPTH = 32;

  private final Map<String, QueryForm> children = new LinkedHashMap<>();
  private String text = "";

  private QueryForm() {}

  /// @throws WireException if the form is larger than any AWS request
  static Fields fields(Map<String, String> parameters) throws WireException {
    if (parameters.size() > MAX_PARAMETERS) {
      throw malformed();
    }
    var root = new QueryForm();
    for (var parameter : parameters.entrySet()) {
      var node = root;
      var parts = parameter.getKey().split("\\.", MAX_DEPTH + 1);
      if (parts.length > MAX_DEPTH) {
        throw malformed();
      }
      for (var part : parts) {
        node = node.children.computeIfAbsent(part, p -> new QueryForm());
      }
      node.text = parameter.getValue();
    }
    return root.value() instanceof Fields f ? f : Fields.EMPTY;
  }

  private static WireException malformed() {
    return new WireException(
        new Failure("MalformedQueryString", "The query string is too large.", 400));
  }

  private Value value() {
    if (children.isEmpty()) {
      return Value.of(text);
    }
    if (children.size() == 1) {
      var only = children.entrySet().iterator().next();
      if ((only.getKey().equals("member") || only.getKey().equals("entry"))
          && only.getValue().isList()) {
        return only.getValue().value();
      }
    }
    if (isList()) {
      // Entries are ordered by their number; gaps close, so that a high number costs nothing.
      var entries = new TreeMap<Integer, QueryForm>();
      children.forEach((number, child) -> entries.put(Integer.valueOf(number), child));
      return new Items(entries.values().stream().map(QueryForm::value).toList());
    }
    var fields = new LinkedHashMap<String, Value>();
    children.forEach((name, child) -> fields.put(name, child.value()));
    return new Fields(fields);
  }

  private boolean isList() {
    return !children.isEmpty()
        && children.keySet().stream().allMatch(k -> k.matches("[1-9][0-9]{0,8}"));
  }
}
