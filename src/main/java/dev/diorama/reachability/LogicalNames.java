package dev.diorama.reachability;

import dev.diorama.model.Value.Fields;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Gives what an account has logical ids: letters and digits, each once.
final class LogicalNames {
  private final Map<String, String> names = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  /// The logical id of what has this id, if it was given one.
  Optional<String> of(String id) {
    return Optional.ofNullable(names.get(id));
  }

  /// Names what has this id, unless it has a name: by its `Name` tag or group name, else by its id.
  void give(String id, Fields item) {
    if (names.containsKey(id)) {
      return;
    }
    var tag =
        AccountFiles.fields(item, "Tags").stream()
            .filter(t -> t.text("Key").equals(Optional.of("Name")))
            .flatMap(t -> t.text("Value").stream())
            .findFirst()
            .or(() -> item.text("GroupName"));
    var wanted = tag.map(LogicalNames::plain).filter(t -> !t.isEmpty()).orElse(plain(id));
    var name = wanted.isEmpty() ? "Resource" : wanted;
    for (int i = 2; !taken.add(name); i++) {
      name = wanted + i;
    }
    names.put(id, name);
  }

  private static String plain(String text) {
    var result = new StringBuilder();
    boolean upper = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 128 && Character.isLetterOrDigit(c)) {
        result.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      } else {
        upper = true;
      }
    }
    return result.toString();
  }
}
