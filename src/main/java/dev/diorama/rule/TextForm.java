package dev.diorama.rule;

import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Says in a sentence what a property's pattern allows: a regular expression explains nothing to
/// most people. What a pattern is made of is read where it is plain, as characters and their
/// number; for others, as addresses, a sentence with an example is kept.
public final class TextForm {
  private static final String KEY = "rule.TextForm.";

  private static final String IPV4 = "[0-9]{1,3}(\\.[0-9]{1,3}){3}";
  private static final String IPV6_BLOCK = "[0-9A-Fa-f:]+/[0-9]{1,3}";

  private static final Pattern CHARACTERS =
      Pattern.compile("(?:\\.|\\[(?<set>[^^][^]]*)])(?:\\{(?<min>\\d+)(?:,(?<max>\\d+))?}|\\+)");
  private static final Pattern CHOICE =
      Pattern.compile("[A-Za-z0-9_-]{2,}(?:\\|[A-Za-z0-9_-]{2,})*");
  private static final Pattern ACTION =
      Pattern.compile("(?<prefix>[a-z0-9-]+):\\[[^]]+](?:\\[[^]]+])?\\+(?:\\|\\\\\\*)?");

  /// A sentence with an example.
  private record Form(String key, String example) {}

  private static final Map<String, Form> FORMS =
      Map.ofEntries(
          Map.entry(IPV4, new Form("address", "10.0.1.25")),
          Map.entry(IPV4 + "/[0-9]{1,2}", new Form("block", "10.0.0.0/16")),
          Map.entry(IPV4 + "/(1[6-9]|2[0-8])", new Form("networkBlock", "10.0.0.0/16")),
          Map.entry(IPV4 + "/[0-9]{1,2}|" + IPV6_BLOCK, new Form("anyBlock", "10.0.0.0/16")),
          Map.entry(IPV6_BLOCK, new Form("block6", "2001:db8::/56")),
          Map.entry("[0-9A-Fa-f:]{2,39}", new Form("address6", "2001:db8::1a")),
          Map.entry("/.*", new Form("path", "/photos")),
          Map.entry("[^\\s]{1,128}", new Form("noSpaces", "index.handler")),
          Map.entry("[^/ ]+/[^/ ]+", new Form("mediaType", "image/png")),
          Map.entry("https://.*", new Form("https", "https://example.com")),
          Map.entry("[A-Za-z](-?[A-Za-z0-9]){0,62}", new Form("hyphenated", "orders-db")),
          Map.entry("[A-Za-z_][A-Za-z0-9_]{0,62}", new Form("identifier", "orders")));

  private TextForm() {}

  /// What a text must be. A pattern that is not plain is explained by the service that has the
  /// property, under the key `form.<path>`.
  ///
  /// @param pattern as in [dev.diorama.catalog.PropertyKind.Text]
  /// @param path the property's, in a table the column's
  public static Message of(String pattern, PropertyPath path) {
    return general(pattern).orElseGet(() -> Message.of("form." + path));
  }

  private static Optional<Message> general(String pattern) {
    var form = Optional.ofNullable(FORMS.get(pattern));
    if (form.isPresent()) {
      return form.map(f -> Message.of(KEY + f.key(), f.example()));
    }
    if (CHOICE.matcher(pattern).matches()) {
      return Optional.of(
          Message.of("rule.InvalidPropertyValue.choice", pattern.replace("|", ", ")));
    }
    var action = ACTION.matcher(pattern);
    if (action.matches()) {
      return Optional.of(Message.of(KEY + "action", action.group("prefix")));
    }
    var characters = CHARACTERS.matcher(pattern);
    if (!characters.matches()) {
      return Optional.empty();
    }
    var count =
        count(
            Optional.ofNullable(characters.group("min")),
            Optional.ofNullable(characters.group("max")));
    return Optional.of(
        Optional.ofNullable(characters.group("set"))
            .map(set -> Message.of(KEY + "characters", count, characters(set)))
            .orElseGet(() -> Message.of(KEY + "any", count)));
  }

  private static Message count(Optional<String> min, Optional<String> max) {
    return min.map(least ->
            max.map(most -> Message.of(KEY + "count", least, most))
                .orElseGet(() -> Message.of(KEY + "exactly", least)))
        .orElseGet(() -> Message.of(KEY + "some"));
  }

  /// The characters of a set such as `a-zA-Z0-9_.-`, in words where there are words for them.
  private static Message characters(String set) {
    var rest = set;
    var parts = new ArrayList<Message>();
    if (rest.contains("a-z") && rest.contains("A-Z")) {
      parts.add(Message.of(KEY + "letters"));
    } else if (rest.contains("a-z")) {
      parts.add(Message.of(KEY + "lowercase"));
    } else if (rest.contains("A-Z")) {
      parts.add(Message.of(KEY + "uppercase"));
    }
    if (rest.contains("\\w")) {
      // Letters, digits and the underscore.
      parts.add(Message.of(KEY + "letters"));
      rest = rest.replace("\\w", "0-9_");
    }
    if (rest.contains("0-9")) {
      parts.add(Message.of(KEY + "digits"));
    }
    rest = rest.replace("a-z", "").replace("A-Z", "").replace("0-9", "").replace("\\", "");
    if (!rest.isEmpty()) {
      parts.add(Message.of(KEY + "these", String.join(" ", rest.split(""))));
    }
    return joined(parts);
  }

  private static Message joined(List<Message> parts) {
    return parts.stream().reduce((a, b) -> Message.of(KEY + "and", a, b)).orElseThrow();
  }
}
