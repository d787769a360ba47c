package dev.diorama.model;

import java.util.List;
import java.util.stream.Stream;

/// A text for people, not yet in any language: a key of the resource bundles and its arguments.
///
/// Arguments are texts or nested messages; they fill `{0}`, `{1}`, … of the bundle's text.
public record Message(String key, List<Argument> arguments) {

  /// What fills a placeholder.
  public sealed interface Argument {}

  /// A name, number, ARN or AWS term: the same in every language.
  public record Literal(String text) implements Argument {}

  /// A text that is itself translated.
  public record Nested(Message message) implements Argument {}

  public Message {
    arguments = List.copyOf(arguments);
  }

  /// A message; arguments that are messages are translated, all others are written as they are.
  public static Message of(String key, Object... arguments) {
    return new Message(
        key,
        Stream.of(arguments)
            .<Argument>map(
                a -> a instanceof Message m ? new Nested(m) : new Literal(String.valueOf(a)))
            .toList());
  }
}
