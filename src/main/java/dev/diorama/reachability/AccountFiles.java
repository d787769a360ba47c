package dev.diorama.reachability;

import dev.diorama.model.Message;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The JSON that `aws ec2 describe-…` printed, by file name without `.json`, and the warnings that
/// came up while it was read.
final class AccountFiles {
  /// More warnings tell nothing more.
  private static final int MOST_WARNINGS = 1000;

  private final Map<String, Value> files;
  private final Set<Message> warnings = new LinkedHashSet<>();

  AccountFiles(Map<String, Value> files) {
    this.files = Map.copyOf(files);
  }

  /// The things that a file lists; none if it is missing. A file holds an object with one list, or
  /// the list itself.
  List<Fields> items(String file) {
    var root = files.get(file);
    return switch (root) {
      case null -> List.of();
      case Items i -> fields(Fields.EMPTY.with(file, i), file);
      case Fields f when f.get(file).isPresent() -> fields(f, file);
      case Fields f ->
          f.values().entrySet().stream()
              .filter(e -> e.getValue() instanceof Items)
              .findFirst()
              .map(e -> fields(f, e.getKey()))
              .orElse(List.of());
      default -> List.of();
    };
  }

  /// The objects in a list.
  static List<Fields> fields(Fields item, String name) {
    return item.list(name).stream()
        .filter(Fields.class::isInstance)
        .map(Fields.class::cast)
        .toList();
  }

  /// An id that leads nowhere.
  void dangling(Object at, String id) {
    warn("warning.dangling", at, id);
  }

  void warn(String key, Object... names) {
    if (warnings.size() < MOST_WARNINGS) {
      warnings.add(Message.of(key, names));
    }
  }

  List<Message> warnings() {
    return List.copyOf(warnings);
  }
}
