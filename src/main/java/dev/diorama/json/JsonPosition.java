package dev.diorama.json;

import dev.diorama.model.PropertyPath;
import dev.diorama.model.PropertyPath.Index;
import dev.diorama.model.PropertyPath.Name;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/// Where something stands in a JSON text.
///
/// @param line from 1
/// @param column from 1, in UTF-16 units
public record JsonPosition(int line, int column) {

  /// Where the value at `path` begins; where it is absent, the nearest value around it. Empty if
  /// the text is not JSON up to there.
  public static Optional<JsonPosition> of(String text, PropertyPath path) {
    try (var parser = Json.FACTORY.createParser(ObjectReadContext.empty(), text)) {
      return parser.nextToken() == null
          ? Optional.empty()
          : Optional.of(find(parser, path.segments()));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static JsonPosition find(JsonParser parser, List<PropertyPath.Segment> path) {
    var location = parser.currentTokenLocation();
    var here = new JsonPosition(location.getLineNr(), location.getColumnNr());
    if (path.isEmpty()) {
      return here;
    }
    var rest = path.subList(1, path.size());
    return switch (path.getFirst()) {
      case Name n -> {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
          while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean found = parser.currentName().equals(n.name());
            parser.nextToken();
            if (found) {
              yield find(parser, rest);
            }
            parser.skipChildren();
          }
        }
        yield here;
      }
      case Index i -> {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
          for (int at = 0; parser.nextToken() != JsonToken.END_ARRAY; at++) {
            if (at == i.index()) {
              yield find(parser, rest);
            }
            parser.skipChildren();
          }
          yield here;
        }
        // A single value counts as a list of one.
        yield i.index() == 0 ? find(parser, rest) : here;
      }
    };
  }
}
