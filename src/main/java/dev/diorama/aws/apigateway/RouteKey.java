package dev.diorama.aws.apigateway;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A route as drawn: `GET /photos/{id}`, `ANY /{proxy+}` or `$default`. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html`.
///
/// @param method in capitals, `ANY` for all; `$default` for the route that takes what no other does
/// @param path begins with `/`; empty for `$default` and the routes of a WebSocket API
record RouteKey(String method, String path) {
  static final String DEFAULT = "$default";
  static final String ANY = "ANY";
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", ANY);

  /// Reads a route key; empty if it is none.
  static Optional<RouteKey> parse(String text) {
    var trimmed = text.trim();
    if (trimmed.startsWith("$") && !trimmed.contains(" ")) {
      return Optional.of(new RouteKey(trimmed, ""));
    }
    int space = trimmed.indexOf(' ');
    var method = space < 0 ? ANY : trimmed.substring(0, space).toUpperCase(Locale.ROOT);
    var path = trimmed.substring(space + 1).trim();
    if (!METHODS.contains(method) || !path.startsWith("/") || path.contains(" ")) {
      return Optional.empty();
    }
    return Optional.of(new RouteKey(method, path));
  }

  boolean isDefault() {
    return method.equals(DEFAULT);
  }

  /// The path parameters if `requestPath` is of this form, percent-encoding untouched; empty if
  /// not. The catch-all route takes every path.
  Optional<Map<String, String>> match(String requestPath) {
    var parameters = new LinkedHashMap<String, String>();
    if (isDefault()) {
      return Optional.of(parameters);
    }
    var wanted = segments(path);
    var given = segments(requestPath);
    for (int i = 0; i < wanted.size(); i++) {
      var segment = wanted.get(i);
      if (isGreedy(segment)) {
        // A greedy parameter takes at least one segment.
        if (given.size() <= i) {
          return Optional.empty();
        }
        parameters.put(
            segment.substring(1, segment.length() - 2),
            String.join("/", given.subList(i, given.size())));
        return Optional.of(parameters);
      }
      if (given.size() <= i) {
        return Optional.empty();
      }
      if (isParameter(segment)) {
        if (given.get(i).isEmpty()) {
          return Optional.empty();
        }
        parameters.put(segment.substring(1, segment.length() - 1), given.get(i));
      } else if (!segment.equals(given.get(i))) {
        return Optional.empty();
      }
    }
    return given.size() == wanted.size() ? Optional.of(parameters) : Optional.empty();
  }

  /// How specific the path is: compared from left to right, a fixed segment comes before a
  /// parameter, a parameter before a greedy one, and that before the catch-all.
  List<Integer> specificity() {
    if (isDefault()) {
      return List.of(3);
    }
    var result = new ArrayList<Integer>();
    for (var segment : segments(path)) {
      result.add(isGreedy(segment) ? 2 : isParameter(segment) ? 1 : 0);
    }
    return result;
  }

  /// Orders routes most specific path first; with the same path a named method before `ANY`.
  static int compare(RouteKey a, RouteKey b) {
    if (isGreedyPath(a) != isGreedyPath(b) || a.isDefault() != b.isDefault()) {
      return Integer.compare(rank(a), rank(b));
    }
    int byPath =
        Arrays.compare(
            a.specificity().toArray(Integer[]::new), b.specificity().toArray(Integer[]::new));
    return byPath != 0 ? byPath : Boolean.compare(a.method().equals(ANY), b.method().equals(ANY));
  }

  private static int rank(RouteKey key) {
    return key.isDefault() ? 2 : isGreedyPath(key) ? 1 : 0;
  }

  private static boolean isGreedyPath(RouteKey key) {
    return key.path().endsWith("+}");
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  private static boolean isGreedy(String segment) {
    return segment.startsWith("{") && segment.endsWith("+}");
  }

  /// The segments of a path; behind a slash at the end there is an empty one.
  private static List<String> segments(String path) {
    var inner = path.startsWith("/") ? path.substring(1) : path;
    return inner.isEmpty() ? List.of() : List.of(inner.split("/", -1));
  }

  @Override
  public String toString() {
    return path.isEmpty() ? method : method + " " + path;
  }
}
