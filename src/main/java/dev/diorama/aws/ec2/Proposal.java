package dev.diorama.aws.ec2;

import dev.diorama.access.Access;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Fix;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Makes findings about one resource, with fixes that are proved: applied to a copy, the finding is
/// gone, no connection stops working and no other error comes.
record Proposal(ResourceRule rule, RuleContext context) {

  /// A finding.
  ///
  /// @param changes each changes a draft and says what it did, or knows nothing to do
  Finding finding(
      Resource subject, Message message, List<Function<Draft, Optional<Message>>> changes) {
    return finding(rule.info().severity(), subject, message, changes);
  }

  /// A finding that weighs more, or less, than the rule's findings do in general.
  Finding finding(
      Severity severity,
      Resource subject,
      Message message,
      List<Function<Draft, Optional<Message>>> changes) {
    return new Finding(
        rule.info().id(),
        severity,
        new Subject.OfResource(subject.id()),
        PropertyPath.ROOT,
        message,
        changes.stream().flatMap(c -> fix(subject, c).stream()).toList());
  }

  private Optional<Fix> fix(Resource subject, Function<Draft, Optional<Message>> change) {
    var draft = new Draft(context.drawing(), context.catalog());
    return change
        .apply(draft)
        .filter(label -> draft.size() > 0 && isProved(subject, draft))
        .map(draft::fix);
  }

  private boolean isProved(Resource subject, Draft draft) {
    var after = new Access(draft.drawing(), context.catalog());
    var changed = new RuleContext(draft.drawing(), context.catalog(), after);
    return rule.subjects(changed).noneMatch(s -> s.id().equals(subject.id()))
        && draft.drawing().connections().values().stream()
            .allMatch(
                c -> NoNetworkPath.works(after, c) || !NoNetworkPath.works(context.access(), c))
        && NetworkErrors.addsNone(context, changed);
  }

  /// The text `rule.<id>.<name>`.
  Message text(String name, Object... names) {
    return Message.of("rule." + rule.info().id() + "." + name, names);
  }
}
