package dev.diorama.policy;

import dev.diorama.model.Value;
import java.util.List;
import java.util.Optional;

/// A policy, parsed and compiled for evaluation. Immutable; share it between requests.
public final class Policy {
  private final String name;
  private final PolicyKind kind;
  private final Optional<String> arn;
  private final Value document;
  private final List<Statement> statements;
  private final List<PolicyDiagnostic> diagnostics;

  private Policy(
      String name,
      PolicyKind kind,
      Optional<String> arn,
      Value document,
      List<Statement> statements,
      List<PolicyDiagnostic> diagnostics) {
    this.name = name;
    this.kind = kind;
    this.arn = arn;
    this.document = document;
    this.statements = statements;
    this.diagnostics = diagnostics;
  }

  /// Compiles a policy document. Never throws: what is malformed is in [#diagnostics] and is
  /// skipped in evaluation. AWS itself refuses to store such a document.
  public static Policy compile(String name, PolicyKind kind, Optional<String> arn, Value document) {
    var parser = new PolicyParser(kind, arn);
    var statements = parser.parse(document);
    return new Policy(name, kind, arn, document, statements, parser.diagnostics());
  }

  /// The policy's name as drawn.
  public String name() {
    return name;
  }

  /// What kind of policy it is.
  public PolicyKind kind() {
    return kind;
  }

  /// The ARN of a managed policy, or of the resource that carries it.
  public Optional<String> arn() {
    return arn;
  }

  /// The document as given.
  public Value document() {
    return document;
  }

  /// What is wrong in the document. The message keys are in the bundle
  /// `dev.diorama.policy.messages`.
  public List<PolicyDiagnostic> diagnostics() {
    return diagnostics;
  }

  /// Whether a statement that is evaluated has the effect `Allow`.
  boolean hasAllow() {
    return statements.stream()
        .anyMatch(s -> s.effect() == StatementMatch.Effect.ALLOW && s.skipped().isEmpty());
  }

  List<Statement> statements() {
    return statements;
  }
}
