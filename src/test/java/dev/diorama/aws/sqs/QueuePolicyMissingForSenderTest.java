package dev.diorama.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.access.Access;
import dev.diorama.aws.Sketch;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.ConnectionType.End;
import dev.diorama.catalog.Need;
import dev.diorama.model.Architecture;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.Document;
import dev.diorama.rule.Finding;
import dev.diorama.rule.RuleContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// With a connection type of its own, as S3's notification is: a service calls for a resource.
class QueuePolicyMissingForSenderTest {
  private static final String SENDER_ARN = "arn:aws:lambda:us-east-1:123456789012:function:Bell";

  private static Sketch sketch(String queueProperties) {
    return Sketch.of(new SqsService())
        .function("Bell", "{}")
        .add("Orders", "AWS::SQS::Queue", queueProperties)
        .connect("Bell", "test:Ring", "Orders", "{}");
  }

  private static RuleContext context(Sketch sketch, Architecture drawing) {
    var ring =
        new ConnectionType(
            new ConnectionTypeName("test:Ring"),
            "test",
            End.type("Test::Function"),
            End.type(QueueType.NAME.value()),
            true,
            List.of(),
            (connection, source, target, architecture, catalog) ->
                List.of(
                    new Need.Call(
                        new Need.ServiceCaller(source.id(), "bell.amazonaws.com", SENDER_ARN),
                        "sqs:SendMessage",
                        catalog.arn(architecture, target.id()).orElseThrow(),
                        target.id(),
                        Map.of(),
                        Optional.empty())),
            "https://example.org/");
    var catalog = new Catalog(sketch.catalog().resourceTypes(), List.of(ring));
    return new RuleContext(drawing, catalog, new Access(drawing, catalog));
  }

  private static List<Finding> findings(Sketch sketch) {
    return new QueuePolicyMissingForSender().check(context(sketch, sketch.drawing())).toList();
  }

  @Test
  void aServiceWithoutAStatementIsFound() {
    assertThat(findings(sketch("{}"))).hasSize(1);
  }

  @Test
  void aStatementThatLetsItInIsSilent() {
    assertThat(
            findings(
                sketch(
                    "{'Policy': {'Version': '2012-10-17', 'Statement': {'Effect': 'Allow',"
                        + " 'Principal': {'Service': 'bell.amazonaws.com'}, 'Action':"
                        + " 'sqs:SendMessage', 'Resource': '${Orders.Arn}'}}}")))
        .isEmpty();
  }

  @Test
  void theFixAddsAStatementAndSilencesIt() {
    var sketch =
        sketch(
            "{'Policy': {'Statement': {'Sid': 'Kept', 'Effect': 'Allow', 'Principal': {'AWS':"
                + " '123456789012'}, 'Action': 'sqs:*', 'Resource': '*'}}}");
    var fix = findings(sketch).getFirst().fixes().getFirst();

    var fixed = fix.transaction().apply(Document.EMPTY.with(sketch.drawing())).architecture();

    assertThat(new QueuePolicyMissingForSender().check(context(sketch, fixed))).isEmpty();
    var policy = fixed.byLogicalId("Orders").orElseThrow().properties().fields("Policy");
    assertThat(policy.list("Statement")).hasSize(2);
    assertThat(policy.toString()).contains("${Bell.Arn}", "${Orders.Arn}", "Kept");
  }

  @Test
  void anExplicitDenyHasNoFix() {
    var denied =
        findings(
            sketch(
                "{'Policy': {'Version': '2012-10-17', 'Statement': {'Effect': 'Deny',"
                    + " 'Principal': '*', 'Action': 'sqs:*', 'Resource': '*'}}}"));
    assertThat(denied).hasSize(1);
    assertThat(denied.getFirst().fixes()).isEmpty();
  }
}
