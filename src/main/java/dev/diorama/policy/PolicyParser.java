package dev.diorama.policy;

import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.policy.StatementMatch.Effect;
import java.util.ArrayList;
import java.util.HashSet;
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
  private final Optional<String> arn;
  private final List<PolicyDiagnostic> diagnostics = new ArrayList<>();

  /// What AWS would refuse, too, but what leaves no doubt about what a statement says.
  private final List<PolicyDiagnostic> notes = new ArrayList<>();

  private final Set<String> sids = new HashSet<>();
  private boolean variables;

  PolicyParser(PolicyKind kind, Optional<String> arn) {
    this.kind = kind;
    this.arn = arn;
  }

  /// What was found wrong so far.
  List<PolicyDiagnostic> diagnostics() {
    var all = new ArrayList<>(diagnostics);
    all.addAll(notes);
    return List.copyOf(all);
  }

  /// The statements of `document`.
  List<Statement> parse(Value document) {
    if (!(document instanceof Fields fields)) {
      report(PropertyPath.ROOT, "policy.diagnostic.notAnObject");
      return List.of();
    }
    long size = PolicyQuota.size(document);
    if (size > PolicyQuota.MAX_EVALUATED) {
      diagnostics.add(
          new PolicyDiagnostic(
              PropertyPath.ROOT,
              Message.of("policy.diagnostic.tooLarge", size, PolicyQuota.MAX_EVALUATED)));
      return List.of();
    }
    PolicyQuota.of(kind, arn)
        .filter(quota -> size > quota.limit())
        .ifPresent(quota ->
            notes.add(
                new PolicyDiagnostic(
                    PropertyPath.ROOT,
                    Message.of("policy.diagnostic.quota", size, quota.limit(), quota.source()))));
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
    sid.ifPresent(s -> checkSid(s, at));
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

  /// "The Sid element supports ASCII uppercase letters (A-Z), lowercase letters (a-z), and numbers
  /// (0-9)", and is unique in an IAM policy; other services take more:
  /// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html`.
  private void checkSid(String sid, PropertyPath at) {
    boolean ofIam =
        switch (kind) {
          case IDENTITY, BOUNDARY, SESSION, TRUST -> true;
          default -> false;
        };
    if (ofIam && !sid.chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c))) {
      notes.add(new PolicyDiagnostic(at.then("Sid"), Message.of("policy.diagnostic.sid")));
    }
    if (!sids.add(sid) && ofIam && !sid.isEmpty()) {
      notes.add(
          new PolicyDiagnostic(at.then("Sid"), Message.of("policy.diagnostic.sidTwice", sid)));
    }
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
