package dev.diorama.policy;

import dev.diorama.model.PropertyPath;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.policy.Statement.Principals;
import dev.diorama.policy.Statement.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/// Compiles the elements of one statement and reports what is wrong in them.
final class ElementParser {
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern ROOT_ARN = Pattern.compile("arn:[^:*?]+:iam::([0-9]{12}):root");
  private static final Pattern PRINCIPAL_ARN =
      Pattern.compile(
          "arn:[^:*?]+:(iam::[0-9]{12}:(user|role)|sts::[0-9]{12}:(assumed-role|federated-user))/[^*?]+");
  private static final Pattern ORIGIN_ACCESS_IDENTITY =
      Pattern.compile(
          "arn:[^:*?]+:iam::cloudfront:user/CloudFront Origin Access Identity [A-Z0-9]+");
  private static final String SHORT_API_ARN = "execute-api:/";
  private static final Pattern UNIQUE_ID = Pattern.compile("A[A-Z]{3}[A-Z0-9]{5,}");

  private final PolicyKind kind;
  private final boolean variables;
  private final BiConsumer<PropertyPath, String> report;

  ElementParser(PolicyKind kind, boolean variables, BiConsumer<PropertyPath, String> report) {
    this.kind = kind;
    this.variables = variables;
    this.report = report;
  }

  /// `Principal` or `NotPrincipal`: required in resource-based, trust and endpoint policies, and in
  /// resource control policies; not allowed in the others.
  Optional<Principals> principals(Fields statement, PropertyPath at) {
    var element = one(statement, at, "Principal", "NotPrincipal");
    boolean wanted =
        switch (kind) {
          case RESOURCE, TRUST, VPC_ENDPOINT, RESOURCE_CONTROL -> true;
          case IDENTITY, BOUNDARY, SESSION, SERVICE_CONTROL, BLOCK_PUBLIC_ACCESS -> false;
        };
    if (!wanted) {
      element.ifPresent(
          name -> report.accept(at.then(name), "policy.diagnostic.principalNotAllowed"));
      return Optional.empty();
    }
    if (element.isEmpty()) {
      report.accept(at.then("Principal"), "policy.diagnostic.principalMissing");
      return Optional.empty();
    }
    var name = element.get();
    var where = at.then(name);
    var written = new ArrayList<String>();
    var patterns = new ArrayList<PrincipalPattern>();
    switch (statement.get(name).orElse(Value.Null.NULL)) {
      case Value.Text t when t.value().equals("*") -> {
        written.add("*");
        patterns.add(new PrincipalPattern.Everyone());
      }
      case Fields types when !types.isEmpty() ->
          types
              .values()
              .keySet()
              .forEach(type -> principalType(types, type, where, written, patterns));
      default -> report.accept(where, "policy.diagnostic.principal");
    }
    return Optional.of(new Principals(name, written, patterns));
  }

  private void principalType(
      Fields types,
      String type,
      PropertyPath at,
      List<String> written,
      List<PrincipalPattern> patterns) {
    for (var id : texts(types, type, at)) {
      var pattern =
          switch (type) {
            case "AWS" -> awsPrincipal(id);
            case "Service" ->
                id.equals("*")
                    ? Optional.<PrincipalPattern>of(new PrincipalPattern.Other(type, id))
                    : when(PrincipalParser.isService(id), new PrincipalPattern.OfService(id));
            case "Federated" ->
                when(PrincipalParser.isProvider(id), new PrincipalPattern.OfProvider(id));
            // Amazon S3's own form of naming an account.
            case "CanonicalUser" ->
                when(PrincipalParser.isCanonicalUser(id), new PrincipalPattern.CanonicalId(id));
            default -> Optional.<PrincipalPattern>empty();
          };
      if (pattern.isEmpty()) {
        report.accept(at.then(type), "policy.diagnostic.principal");
      } else {
        written.add(id);
        patterns.add(pattern.get());
      }
    }
  }

  private static Optional<PrincipalPattern> when(boolean valid, PrincipalPattern pattern) {
    return valid ? Optional.of(pattern) : Optional.empty();
  }

  private static Optional<PrincipalPattern> awsPrincipal(String id) {
    if (id.equals("*")) {
      return Optional.of(new PrincipalPattern.Everyone());
    }
    if (ACCOUNT.matcher(id).matches()) {
      return Optional.of(new PrincipalPattern.Account(id));
    }
    var root = ROOT_ARN.matcher(id);
    if (root.matches()) {
      return Optional.of(new PrincipalPattern.Account(root.group(1)));
    }
    if (ORIGIN_ACCESS_IDENTITY.matcher(id).matches()) {
      return Optional.of(new PrincipalPattern.Other("AWS", id));
    }
    if (PRINCIPAL_ARN.matcher(id).matches()) {
      return Optional.of(new PrincipalPattern.Arn(id));
    }
    return UNIQUE_ID.matcher(id).matches()
        ? Optional.of(new PrincipalPattern.UniqueId(id))
        : Optional.empty();
  }

  /// `Action` or `NotAction`.
  Optional<Texts> actions(Fields statement, PropertyPath at) {
    var element = one(statement, at, "Action", "NotAction");
    if (element.isEmpty()) {
      report.accept(at.then("Action"), "policy.diagnostic.actionMissing");
      return Optional.empty();
    }
    var written = texts(statement, element.get(), at);
    if (!written.stream().allMatch(ElementParser::isAction)) {
      report.accept(at.then(element.get()), "policy.diagnostic.action");
    }
    return Optional.of(
        new Texts(
            element.get(),
            written,
            written.stream()
                .map(a -> PolicyText.of(RequestView.key(a), PolicyText.Form.PATTERN, false))
                .toList()));
  }

  /// `Resource` or `NotResource`: not allowed in trust policies, required in all others.
  Optional<Texts> resources(Fields statement, PropertyPath at) {
    var element = one(statement, at, "Resource", "NotResource");
    if (kind == PolicyKind.TRUST) {
      element.ifPresent(
          name -> report.accept(at.then(name), "policy.diagnostic.resourceNotAllowed"));
      return Optional.empty();
    }
    if (element.isEmpty()) {
      report.accept(at.then("Resource"), "policy.diagnostic.resourceMissing");
      return Optional.empty();
    }
    var written = texts(statement, element.get(), at);
    for (var resource : written) {
      if (!resource.equals("*") && !resource.startsWith("arn:") && !isShortApiArn(resource)) {
        report.accept(at.then(element.get()), "policy.diagnostic.resource");
      } else if (hasWildcardService(resource)) {
        report.accept(at.then(element.get()), "policy.diagnostic.resourceService");
      }
    }
    return Optional.of(
        new Texts(
            element.get(),
            written,
            written.stream()
                .map(r -> PolicyText.of(completed(r), PolicyText.Form.ARN, variables))
                .toList()));
  }

  /// An API's resource policy may leave out which API it is: see
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html`.
  private boolean isShortApiArn(String resource) {
    return kind == PolicyKind.RESOURCE && resource.startsWith(SHORT_API_ARN);
  }

  /// "You can't use a wildcard in the service segment":
  /// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html`.
  private static boolean hasWildcardService(String arn) {
    int start = arn.indexOf(':', "arn:".length()) + 1;
    if (start == 0 || !arn.startsWith("arn:")) {
      return false;
    }
    int end = arn.indexOf(':', start);
    var service = end < 0 ? arn.substring(start) : arn.substring(start, end);
    return service.indexOf('*') >= 0 || service.indexOf('?') >= 0;
  }

  /// AWS completes an ARN that lacks fields with wildcards: see
  /// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html`.
  private static String completed(String arn) {
    if (arn.equals("*")) {
      return arn;
    }
    if (arn.startsWith(SHORT_API_ARN)) {
      return "arn:*:execute-api:*:*:*/" + arn.substring(SHORT_API_ARN.length());
    }
    int colons = 0;
    for (int i = 0; i < arn.length() && colons < 5; i++) {
      if (arn.startsWith("${", i)) {
        // A colon inside a variable's name separates nothing.
        i = Math.max(i, arn.indexOf('}', i));
      } else if (arn.charAt(i) == ':') {
        colons++;
      }
    }
    return colons == 5 ? arn : arn + ":*".repeat(5 - colons);
  }

  /// `Condition`, empty if there is none.
  List<ConditionClause> conditions(Fields statement, PropertyPath at) {
    var element = statement.get("Condition");
    if (element.isEmpty()) {
      return List.of();
    }
    var where = at.then("Condition");
    if (!(element.get() instanceof Fields operators)) {
      report.accept(where, "policy.diagnostic.condition");
      return List.of();
    }
    var clauses = new ArrayList<ConditionClause>();
    operators
        .values()
        .forEach((name, keys) -> {
          var operator = ConditionOperator.parse(name);
          if (operator.isEmpty()) {
            report.accept(where.then(name), "policy.diagnostic.operator");
          } else if (keys instanceof Fields fields) {
            fields
                .values()
                .keySet()
                .forEach(
                    key -> clauses.addAll(clause(operator.get(), fields, key, where.then(name))));
          } else {
            report.accept(where.then(name), "policy.diagnostic.condition");
          }
        });
    return clauses;
  }

  private List<ConditionClause> clause(
      ConditionOperator operator, Fields keys, String key, PropertyPath at) {
    var expected = new ArrayList<String>();
    var values = new ArrayList<ExpectedValue>();
    for (var value : keys.list(key)) {
      var text = scalar(value);
      var compiled = text.flatMap(t -> ExpectedValue.compile(operator.comparison(), t, variables));
      if (compiled.isEmpty()) {
        report.accept(at.then(key), "policy.diagnostic.conditionValue");
        return Collections.emptyList();
      }
      expected.add(text.orElse(""));
      values.add(compiled.get());
    }
    return List.of(new ConditionClause(operator, key, RequestView.key(key), expected, values));
  }

  private static Optional<String> scalar(Value value) {
    return switch (value) {
      case Value.Text t -> Optional.of(t.value());
      case Value.Flag f -> Optional.of(String.valueOf(f.value()));
      case Value.Numeric n -> Optional.of(n.value().toPlainString());
      default -> Optional.empty();
    };
  }

  /// Which of two elements that exclude each other is there.
  private Optional<String> one(Fields statement, PropertyPath at, String name, String opposite) {
    boolean plain = statement.get(name).isPresent();
    boolean negated = statement.get(opposite).isPresent();
    if (plain && negated) {
      report.accept(at.then(opposite), "policy.diagnostic.bothElements");
    }
    return plain ? Optional.of(name) : negated ? Optional.of(opposite) : Optional.empty();
  }

  /// A text or a list of texts, at least one.
  ///
  /// @param at where `fields` stand
  private List<String> texts(Fields fields, String name, PropertyPath at) {
    var value = fields.get(name).orElse(Value.Null.NULL);
    if (value instanceof Value.Text t) {
      return List.of(t.value());
    }
    var texts = fields.texts(name);
    if (texts.isEmpty() || texts.size() != (value instanceof Items i ? i.values().size() : 1)) {
      report.accept(at.then(name), "policy.diagnostic.notTexts");
    }
    return texts;
  }

  /// `*`, or prefix, colon and name in letters, digits and wildcards; a prefix may have hyphens.
  private static boolean isAction(String text) {
    if (text.equals("*")) {
      return true;
    }
    int colon = text.indexOf(':');
    if (colon <= 0 || colon == text.length() - 1) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean usual =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '*'
              || c == '?';
      if (!usual && i != colon && (c != '-' || i > colon)) {
        return false;
      }
    }
    return true;
  }
}
