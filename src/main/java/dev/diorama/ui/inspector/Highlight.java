package dev.diorama.ui.inspector;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

/// Colours a text by its tokens. Each named group of the pattern is a style class `code-<group>`.
// The lists come from List.of, which Error Prone cannot see.
@SuppressWarnings("ImmutableEnumChecker")
public enum Highlight {
  /// JSON.
  JSON(
      "(?<key>\"(?:[^\"\\\\\\n]|\\\\.)*+\"(?=\\s*+:))"
          + "|(?<string>\"(?:[^\"\\\\\\n]|\\\\.)*+\"?)"
          + "|(?<number>-?\\d[\\d.eE+-]*+)"
          + "|(?<keyword>\\b(?:true|false|null)\\b)",
      List.of("key", "string", "number", "keyword")),
  /// JavaScript.
  JAVASCRIPT(
      "(?<comment>//[^\\n]*+|/\\*(?s:.)*?(?:\\*/|\\z))"
          + "|(?<string>\"(?:[^\"\\\\\\n]|\\\\.)*+\"?|'(?:[^'\\\\\\n]|\\\\.)*+'?"
          + "|`(?:[^`\\\\]|\\\\.)*+`?)"
          + "|(?<number>\\b\\d[\\w.]*+)"
          + "|(?<keyword>\\b(?:async|await|break|case|catch|class|const|continue|default|delete|do"
          + "|else|export|extends|false|finally|for|from|function|if|import|in|instanceof|let|new"
          + "|null|of|return|static|super|switch|this|throw|true|try|typeof|undefined|var|void"
          + "|while|yield)\\b)"
          + "|(?<name>\\b[A-Za-z_$][\\w$]*+(?=\\s*+\\())",
      List.of("comment", "string", "number", "keyword", "name")),
  /// Anything else: no colours.
  NONE("(?!)", List.of());

  private final Pattern pattern;
  private final List<String> groups;

  Highlight(String regex, List<String> groups) {
    this.pattern = Pattern.compile(regex);
    this.groups = groups;
  }

  /// The highlighting for a language as catalogues name it.
  public static Highlight of(String language) {
    return switch (language) {
      case "javascript" -> JAVASCRIPT;
      case "json" -> JSON;
      default -> NONE;
    };
  }

  /// The style classes of `text`, from its begin to its end.
  public StyleSpans<Collection<String>> spans(CharSequence text) {
    var builder = new StyleSpansBuilder<Collection<String>>();
    var matcher = pattern.matcher(text);
    int end = 0;
    while (matcher.find()) {
      for (var group : groups) {
        if (matcher.group(group) != null) {
          builder.add(List.of(), matcher.start() - end);
          builder.add(List.of("code-" + group), matcher.end() - matcher.start());
          end = matcher.end();
          break;
        }
      }
    }
    builder.add(List.of(), text.length() - end);
    return builder.create();
  }
}
