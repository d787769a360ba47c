package dev.diorama.aws.iam;

import dev.diorama.catalog.Arns;
import dev.diorama.catalog.AttachedPolicy;
import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.PropertyPath.Index;
import dev.diorama.model.PropertyPath.Name;
import dev.diorama.model.PropertyPath.Segment;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.policy.Policy;
import dev.diorama.policy.PolicyDiagnostic;
import dev.diorama.policy.PolicyKind;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Fix;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A policy document, on whatever resource, that AWS would refuse to store. Also where it names a
/// resource that is no longer drawn. The statement concerned counts for nothing in every verdict.
///
/// The fix removes the statement, which AWS would not have accepted either.
final class MalformedPolicy implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("MalformedPolicy"),
          Severity.ERROR,
          "docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html");
  private static final String KEY = "rule.MalformedPolicy.";

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return context.drawing().resources().values().stream()
        .flatMap(resource ->
            policies(resource, context).flatMap(policy -> check(resource, policy, context)));
  }

  private static Stream<AttachedPolicy> policies(Resource resource, RuleContext context) {
    var facets = context.catalog().facets(resource);
    return Stream.concat(
            facets.identityPolicies(resource, context.drawing()).stream(),
            facets.resourcePolicies(resource, context.drawing()).stream())
        .distinct()
        .filter(p -> !isNamedOnly(p));
  }

  /// A managed policy whose document is not known: [UnknownManagedPolicy] says so.
  private static boolean isNamedOnly(AttachedPolicy policy) {
    var at = policy.at().toString();
    return policy.document() instanceof Value.Text
        && (at.startsWith(RoleFacets.MANAGED) || at.equals(RoleFacets.BOUNDARY));
  }

  private static Stream<Finding> check(
      Resource resource, AttachedPolicy policy, RuleContext context) {
    var compiled =
        Policy.compile(
            policy.name(),
            kind(policy),
            Optional.empty(),
            Arns.resolve(policy.document(), context.drawing(), context.catalog()));
    return compiled.diagnostics().stream()
        .map(diagnostic ->
            new Finding(
                INFO.id(),
                INFO.severity(),
                new Subject.OfResource(resource.id()),
                joined(policy.at(), diagnostic.at().segments()),
                Message.of(
                    KEY + "message", policy.name(), resource.logicalId(), diagnostic.message()),
                fix(resource, policy, diagnostic).stream().toList()));
  }

  private static PolicyKind kind(AttachedPolicy policy) {
    return switch (policy.kind()) {
      case IDENTITY -> PolicyKind.IDENTITY;
      case RESOURCE -> PolicyKind.RESOURCE;
      case TRUST -> PolicyKind.TRUST;
      case BOUNDARY -> PolicyKind.BOUNDARY;
      case ENDPOINT -> PolicyKind.VPC_ENDPOINT;
    };
  }

  private static PropertyPath joined(PropertyPath start, List<Segment> rest) {
    var segments = new ArrayList<>(start.segments());
    segments.addAll(rest);
    return new PropertyPath(segments);
  }

  /// Removes the statement, if the document stands as such in the properties and has a list of
  /// statements.
  private static Optional<Fix> fix(
      Resource resource, AttachedPolicy policy, PolicyDiagnostic diagnostic) {
    var at = diagnostic.at().segments();
    boolean inStatement =
        at.size() >= 2
            && at.getFirst() instanceof Name n
            && n.name().equals("Statement")
            && at.get(1) instanceof Index;
    if (!inStatement
        || policy.at().in(resource.properties()).filter(policy.document()::equals).isEmpty()) {
      return Optional.empty();
    }
    var label = Message.of(KEY + "fix", policy.name(), resource.logicalId());
    return Optional.of(
        new Fix(
            label,
            Transaction.of(
                label,
                new Edit.SetProperty(
                    resource.id(), joined(policy.at(), at.subList(0, 2)), Optional.empty()))));
  }
}
