package dev.diorama.policy;

import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.policy.StatementMatch.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Compiles a policy document by AWS's grammar
/// (`docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html`). Where AWS would
/// refuse the document, there is a diagnostic, and the statement concerned is kept as skipped.
final class PolicyParser {
  private static final Set<String> DOCUMENT_FIELDS = Set.of("Version", "Id", "Statement");
  private static final Set<String> STATEMENT_FIELDS =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");

  private final PolicyKind kind;
  private final List<PolicyDiagnostic> diagnostics = new ArrayList<>();
  private boolean variables;

  PolicyParser(PolicyKind kind) {
    this.kind = kind;
  }

  /// What was found wrong so far.
  List<PolicyDiagnostic> diagnostics() {
    return List.copyOf(diagnostics);
  }

  /// The statements of `document`.
  List<Statement> parse(Value document) {
    if (!(document instanceof Fields fields)) {
      report(PropertyPath.ROOT, "policy.diagnostic.notAnObject");
      return List.of();
    }
    var version = fields.get("Version");
    var known =
        version.isEmpty()
            || version
                .flatMap(Value::asText)
                .filter(v -> v.equals("2012-10-17") || v.equals("2008-10-17"))
                .isPresent();
    if (!known) {
      report(PropertyPath.of("Version"), "policy.diagnostic.version");
    }
    variables = version.flatMap(Value::asText).filter("2012-10-17"::equals).isPresent();
    boolean sound = onlyKnownFields(fields, DOCUMENT_FIELDS, PropertyPath.ROOT) && known;
    if (fields.get("Statement").isEmpty()) {
      report(PropertyPath.of("Statement"), "policy.diagnostic.statementMissing");
    }
    var statements = new ArrayList<Statement>();
    var entries = fields.list("Statement");
    boolean isList = fields.get("Statement").filter(Items.class::isInstance).isPresent();
    for (int i = 0; i < entries.size(); i++) {
      var at = PropertyPath.of("Statement");
      statements.add(statement(entries.get(i), i, isList ? at.then(i) : at, sound));
    }
    return List.copyOf(statements);
  }

  private Statement statement(Value value, int index, PropertyPath at, boolean documentSound) {
    int before = diagnostics.size();
    if (!(value instanceof Fields fields)) {
      report(at, "policy.diagnostic.statementNotAnObject");
      return skipped(index, Optional.empty(), Effect.ALLOW, before);
    }
    onlyKnownFields(fields, STATEMENT_FIELDS, at);
    var sid = fields.text("Sid");
    if (fields.get("Sid").isPresent() && sid.isEmpty()) {
      report(at.then("Sid"), "policy.diagnostic.notAText");
    }
    var effect =
        switch (fields.text("Effect").orElse("")) {
          case "Allow" -> Optional.of(Effect.ALLOW);
          case "Deny" -> Optional.of(Effect.DENY);
          default -> Optional.<Effect>empty();
        };
    if (effect.isEmpty()) {
      report(at.then("Effect"), "policy.diagnostic.effect");
    }
    var elements = new ElementParser(kind, variables, this::report);
    var principals = elements.principals(fields, at);
    var actions = elements.actions(fields, at);
    var resources = elements.resources(fields, at);
    var conditions = elements.conditions(fields, at);
    if (diagnostics.size() > before) {
      return skipped(index, sid, effect.orElse(Effect.ALLOW), before);
    }
    return new Statement(
        index,
        sid,
        effect.orElse(Effect.ALLOW),
        principals,
        actions,
        resources,
        conditions,
        documentSound ? Optional.empty() : Optional.of("policy.diagnostic.version"));
  }

  private Statement skipped(int index, Optional<String> sid, Effect effect, int firstDiagnostic) {
    return new Statement(
        index,
        sid,
        effect,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.of(diagnostics.get(firstDiagnostic).message().key()));
  }

  private boolean onlyKnownFields(Fields fields, Set<String> known, PropertyPath at) {
    boolean clean = true;
    for (var name : fields.values().keySet()) {
      if (!known.contains(name)) {
        report(at.then(name), "policy.diagnostic.unknownField");
        clean = false;
      }
    }
    return clean;
  }

  private void report(PropertyPath at, String key) {
    diagnostics.add(new PolicyDiagnostic(at, Message.of(key)));
  }
}
