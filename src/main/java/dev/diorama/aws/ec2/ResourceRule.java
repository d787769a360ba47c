package dev.diorama.aws.ec2;

import dev.diorama.model.Resource;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import java.util.stream.Stream;

/// A rule about resources of which each is either good or not.
interface ResourceRule extends Rule {
  /// The resources that have the defect.
  Stream<Resource> subjects(RuleContext context);
}
