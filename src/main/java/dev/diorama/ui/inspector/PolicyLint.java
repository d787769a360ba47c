package dev.diorama.ui.inspector;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.policy.Policy;
import dev.diorama.policy.PolicyDiagnostic;
import dev.diorama.policy.PolicyKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds what is wrong in JSON that looks like a policy document, while it is typed. The checker's
/// findings know for certain which kind of policy it is; here its form has to tell.
final class PolicyLint {
  private PolicyLint() {}

  /// The first thing that is wrong; empty for what is no policy document.
  static Optional<PolicyDiagnostic> first(Value value) {
    return value instanceof Fields document && document.get("Statement").isPresent()
        ? Policy.compile("", kind(document), Optional.empty(), document).diagnostics().stream()
            .findFirst()
        : Optional.empty();
  }

  private static PolicyKind kind(Fields document) {
    var statements =
        document.list("Statement").stream()
            .filter(Fields.class::isInstance)
            .map(Fields.class::cast)
            .toList();
    boolean principal = any(statements, "Principal", "NotPrincipal");
    if (!principal) {
      return PolicyKind.IDENTITY;
    }
    return any(statements, "Resource", "NotResource") ? PolicyKind.RESOURCE : PolicyKind.TRUST;
  }

  private static boolean any(List<Fields> statements, String... names) {
    return statements.stream().anyMatch(s -> Stream.of(names).anyMatch(n -> s.get(n).isPresent()));
  }
}
