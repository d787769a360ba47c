package dev.diorama.rule;

import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/// Two resources with one ARN, as two queues of the same name: AWS creates only the first.
final class DuplicatePhysicalName implements Rule {
  private static final RuleId ID = new RuleId("DuplicatePhysicalName");

  @Override
  public RuleInfo info() {
    return new RuleInfo(
        ID,
        Severity.ERROR,
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html");
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    var drawing = context.drawing();
    var first = new HashMap<String, Resource>();
    var findings = Stream.<Finding>builder();
    for (var resource : drawing.resources().values()) {
      var arn = context.catalog().arn(drawing, resource.id());
      if (arn.isPresent()) {
        var other = first.putIfAbsent(arn.get(), resource);
        if (other != null) {
          findings.add(finding(resource, other, arn.get()));
        }
      }
    }
    return findings.build();
  }

  private Finding finding(Resource resource, Resource other, String arn) {
    return new Finding(
        ID,
        info().severity(),
        new Subject.OfResource(resource.id()),
        PropertyPath.ROOT,
        Message.of(
            "rule.DuplicatePhysicalName.message", resource.logicalId(), other.logicalId(), arn),
        List.of());
  }
}
