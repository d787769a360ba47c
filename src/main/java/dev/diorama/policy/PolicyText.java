package dev.diorama.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A text of a policy that may hold wildcards and policy variables, parsed once. Variables are
/// `${key}`, `${key, 'default'}` and, for the characters themselves, `${*}`, `${?}`, `${$}`. See
/// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html`.
///
/// A variable's value stands for itself: a star in it is no wildcard. That page allows variables in
/// the resource part of an ARN only; AWS stores one of its own policies with one before
/// (`docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonTimestreamInfluxDBServiceRolePolicy.html`),
/// so that they are filled in everywhere and reported nowhere.
final class PolicyText {

  /// How a text is to be read.
  enum Form {
    /// No wildcards.
    EXACT,
    /// No wildcards; case does not matter.
    EXACT_IGNORING_CASE,
    /// `*` and `?` are wildcards.
    PATTERN,
    /// `*` and `?` are wildcards, by the rules for ARNs.
    ARN
  }

  private sealed interface Part {}

  private record Literal(String text) implements Part {}

  private record One() implements Part {}

  private record Many() implements Part {}

  private record Variable(String key, Optional<String> defaultValue) implements Part {}

  private final Form form;

  /// The pattern of a text without variables; empty if there are variables.
  private final Optional<Glob> fixed;

  private final List<Part> parts;

  private PolicyText(Form form, Optional<Glob> fixed, List<Part> parts) {
    this.form = form;
    this.fixed = fixed;
    this.parts = List.copyOf(parts);
  }

  /// Parses `text`.
  ///
  /// @param variables whether policy variables are expanded (policy version `2012-10-17`)
  static PolicyText of(String text, Form form, boolean variables) {
    return variables && text.contains("${")
        ? new PolicyText(form, Optional.empty(), parts(text, form))
        : new PolicyText(form, Optional.of(fixed(text, form)), List.of());
  }

  private static Glob fixed(String text, Form form) {
    return switch (form) {
      case EXACT -> Glob.exactly(text);
      case EXACT_IGNORING_CASE -> Glob.exactly(lower(text));
      case PATTERN -> Glob.of(text);
      case ARN -> Glob.ofArn(text);
    };
  }

  private static List<Part> parts(String text, Form form) {
    boolean wildcards = form == Form.PATTERN || form == Form.ARN;
    var parts = new ArrayList<Part>();
    var literal = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int close = c == '$' && text.startsWith("${", i) ? text.indexOf('}', i) : -1;
      if (close > 0) {
        var name = text.substring(i + 2, close);
        if (name.equals("*") || name.equals("?") || name.equals("$")) {
          literal.append(name);
        } else {
          flush(literal, parts);
          parts.add(variable(name));
        }
        i = close + 1;
        continue;
      }
      if (wildcards && (c == '*' || c == '?')) {
        flush(literal, parts);
        parts.add(c == '*' ? new Many() : new One());
      } else {
        literal.append(c);
      }
      i++;
    }
    flush(literal, parts);
    return parts;
  }

  private static void flush(StringBuilder literal, List<Part> parts) {
    if (!literal.isEmpty()) {
      parts.add(new Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  private static Variable variable(String inside) {
    int comma = inside.indexOf(',');
    if (comma < 0) {
      return new Variable(inside.strip().toLowerCase(Locale.ROOT), Optional.empty());
    }
    var written = inside.substring(comma + 1).strip();
    boolean quoted = written.length() >= 2 && written.startsWith("'") && written.endsWith("'");
    return new Variable(
        inside.substring(0, comma).strip().toLowerCase(Locale.ROOT),
        quoted ? Optional.of(written.substring(1, written.length() - 1)) : Optional.empty());
  }

  /// Whether `actual` matches, with variables filled from `request`. A variable without a value and
  /// without a default matches nothing.
  boolean matches(String actual, RequestView request) {
    var glob = fixed.isPresent() ? fixed : filled(request);
    return glob.isPresent()
        && glob.get().matches(form == Form.EXACT_IGNORING_CASE ? lower(actual) : actual);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private Optional<Glob> filled(RequestView request) {
    var builder = new Glob.Builder();
    for (var part : parts) {
      switch (part) {
        case Literal l -> append(builder, l.text());
        case One o -> builder.one();
        case Many m -> builder.many();
        case Variable v -> {
          var value = request.single(v.key()).or(v::defaultValue);
          if (value.isEmpty()) {
            return Optional.empty();
          }
          append(builder, value.get());
        }
      }
    }
    return Optional.of(form == Form.ARN ? builder.buildArn() : builder.build());
  }

  private void append(Glob.Builder builder, String text) {
    builder.literal(form == Form.EXACT_IGNORING_CASE ? lower(text) : text);
  }
}
