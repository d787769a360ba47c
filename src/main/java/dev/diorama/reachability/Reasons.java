package dev.diorama.reachability;

import dev.diorama.model.Message;
import dev.diorama.model.ResourceId;
import java.util.Optional;

/// Makes blockers and hops with their texts: `blocker.<code>`, `blocker.<code>.<variant>` and
/// `hop.<name>` in the package's bundle.
final class Reasons {
  private Reasons() {}

  /// A blocker whose text is `blocker.<code>`.
  static Blocker blocker(String code, Optional<ResourceId> at, String source, Object... names) {
    return new Blocker(code, at, Message.of("blocker." + code, names), source);
  }

  /// A blocker whose text is `blocker.<code>.<variant>`.
  static Blocker variant(
      String code, String variant, Optional<ResourceId> at, String source, Object... names) {
    return new Blocker(code, at, Message.of("blocker." + code + "." + variant, names), source);
  }

  /// A hop whose text is `hop.<name>`.
  static Hop hop(Hop.Kind kind, Optional<ResourceId> at, String name, Object... names) {
    return new Hop(kind, at, Message.of("hop." + name, names));
  }
}
