package dev.diorama.aws.ec2;

import dev.diorama.model.References;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.util.stream.Stream;

/// Finds the logical ids to which properties refer, at any depth.
final class Mentions {
  private Mentions() {}

  static Stream<String> in(Value value) {
    return switch (value) {
      case Fields f -> {
        var target = References.target(f);
        yield target.isPresent()
            ? target.stream()
            : f.values().values().stream().flatMap(Mentions::in);
      }
      case Items i -> i.values().stream().flatMap(Mentions::in);
      default -> Stream.empty();
    };
  }
}
