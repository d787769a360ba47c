package dev.diorama.catalog;

import dev.diorama.model.Architecture;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.model.Value.Text;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Replaces names of drawn resources in texts, as CloudFormation's `Fn::Sub` does: `${Photos}` is
/// what `Ref` gives, `${Photos.Arn}` the ARN. Names that are not drawn, as the policy variable
/// `${aws:username}`, stay untouched. `{"Ref": "Photos"}` becomes the physical id.
///
/// See
/// `docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html`.
public final class Arns {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9]+)(\\.Arn)?}");

  private Arns() {}

  /// `value` with all names replaced.
  public static Value resolve(Value value, Architecture drawing, Catalog catalog) {
    return switch (value) {
      case Text t -> Value.of(resolve(t.value(), drawing, catalog));
      case Items i ->
          new Items(i.values().stream().map(v -> resolve(v, drawing, catalog)).toList());
      case Fields f -> {
        var target = References.target(f).flatMap(drawing::byLogicalId);
        if (target.isPresent()) {
          yield Value.of(catalog.facets(target.get()).ref(target.get(), drawing.environment()));
        }
        var result = new java.util.LinkedHashMap<String, Value>();
        f.values().forEach((k, v) -> result.put(k, resolve(v, drawing, catalog)));
        yield new Fields(result);
      }
      default -> value;
    };
  }

  /// `text` with all names replaced; also `${AWS::AccountId}`, `${AWS::Region}` and
  /// `${AWS::Partition}`.
  public static String resolve(String text, Architecture drawing, Catalog catalog) {
    if (!text.contains("${")) {
      return text;
    }
    var environment = drawing.environment();
    var known =
        text.replace("${AWS::AccountId}", environment.accountId())
            .replace("${AWS::Region}", environment.region())
            .replace("${AWS::Partition}", environment.partition());
    BiFunction<Resource, Boolean, String> name =
        (r, arn) ->
            arn
                ? catalog.facets(r).arn(r, environment).orElse("")
                : catalog.facets(r).ref(r, environment);
    return VARIABLE
        .matcher(known)
        .replaceAll(m ->
            Matcher.quoteReplacement(
                drawing
                    .byLogicalId(m.group(1))
                    .map(r -> name.apply(r, m.group(2) != null))
                    .filter(s -> !s.isEmpty())
                    .orElse(m.group())));
  }
}
