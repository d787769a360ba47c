package dev.diorama.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.access.Access;
import dev.diorama.access.Verdict.Outcome;
import dev.diorama.catalog.Need;
import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The condition keys of a call that nobody writes down: they follow from the caller, its way and
/// the time. Before a run, what nobody can know makes a verdict unknown.
class DerivedContextTest {
  private static final Instant IN_2026 = Instant.parse("2026-11-22T00:00:00Z");
  private static final Instant IN_2031 = Instant.parse("2031-01-01T00:00:00Z");

  @Test
  void aVerdictThatTheTimeDecidesIsUnknownBeforeARunAndKnownDuringOne() {
    var until2030 = "{'DateLessThan':{'aws:CurrentTime':'2030-01-01T00:00:00Z'}}";
    var drawing = reader(until2030);
    var access = access(drawing);
    var need = call(drawing, "read");
    assertThat(access.of(need).outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(access.of(need).openKeys()).containsExactly("aws:CurrentTime");
    assertThat(access.of(need, IN_2026).outcome()).isEqualTo(Outcome.WORKS);
    assertThat(access.of(need, IN_2031).outcome()).isEqualTo(Outcome.DENIED);
    assertThat(access.dependsOnTime(need)).isTrue();
  }

  @Test
  void secondsSince1970AreTheSameTime() {
    var drawing = reader("{'NumericLessThan':{'aws:EpochTime':'1893456000'}}");
    var need = call(drawing, "read");
    assertThat(access(drawing).of(need).outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(access(drawing).of(need, IN_2026).outcome()).isEqualTo(Outcome.WORKS);
    assertThat(access(drawing).of(need, IN_2031).outcome()).isEqualTo(Outcome.DENIED);
  }

  @Test
  void aVerdictThatNoTimeChangesIsKnownAndMayBeKept() {
    var drawing = reader("{'DateGreaterThan':{'aws:CurrentTime':'1960-01-01T00:00:00Z'}}");
    assertThat(access(drawing).of(call(drawing, "read")).outcome()).isEqualTo(Outcome.WORKS);
    var plain = reader("{}");
    var need = call(plain, "read");
    assertThat(access(plain).dependsOnTime(need)).isFalse();
    assertThat(access(plain).of(need, IN_2026)).isEqualTo(access(plain).of(need, IN_2031));
  }

  @Test
  void anAddressThatAwsChoosesIsNotGuessed() {
    var inside = reader("{'IpAddress':{'aws:SourceIp':'198.51.100.0/24'}}");
    var verdict = access(inside).of(call(inside, "read"));
    assertThat(verdict.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(verdict.openKeys()).containsExactly("aws:SourceIp");
    // A run takes an address that no policy names, and says so.
    var run = access(inside).of(call(inside, "read"), IN_2026);
    assertThat(run.outcome()).isEqualTo(Outcome.DENIED);
    assertThat(run.assumed().get("aws:SourceIp")).containsExactly("192.0.2.1");
    var anywhere = reader("{'IpAddress':{'aws:SourceIp':'0.0.0.0/0'}}");
    assertThat(access(anywhere).of(call(anywhere, "read"), IN_2026).outcome())
        .isEqualTo(Outcome.WORKS);
  }

  @Test
  void aKeyOfTheCalledServiceIsOpenBeforeARunAndWhatTheCallSaysDuringOne() {
    var drawing = reader("{'ForAllValues:StringEquals':{'dynamodb:LeadingKeys':['a']}}");
    var need = call(drawing, "read");
    assertThat(access(drawing).of(need).openKeys()).containsExactly("dynamodb:LeadingKeys");
    assertThat(access(drawing).of(need, IN_2026).outcome()).isEqualTo(Outcome.WORKS);
    // A key that the action does not have is absent on AWS, too.
    var other = reader("{'StringEquals':{'dynamodb:FullTableScan':'true'}}");
    assertThat(access(other).of(call(other, "read")).outcome()).isEqualTo(Outcome.DENIED);
  }

  @Test
  void theCodeOfAFunctionCallsWithItsArnAndPollingDoesNot() {
    var own = "arn:aws:lambda:us-east-1:123456789012:function:Reader";
    var drawing = reader("{'ArnEquals':{'lambda:SourceFunctionArn':'" + own + "'}}");
    assertThat(outcome(drawing, "read")).isEqualTo(Outcome.WORKS);
    assertThat(outcome(drawing, "poll")).isEqualTo(Outcome.DENIED);
    var other = reader("{'ArnEquals':{'lambda:SourceFunctionArn':'" + own + "2'}}");
    assertThat(outcome(other, "read")).isEqualTo(Outcome.DENIED);
  }

  private static Outcome outcome(Architecture drawing, String connection) {
    return access(drawing).of(call(drawing, connection)).outcome();
  }

  private static Access access(Architecture drawing) {
    return new Access(drawing, Samples.STUDIO.catalog());
  }

  /// The first call that a connection needs.
  private static Need.Call call(Architecture drawing, String connection) {
    return Samples.STUDIO
        .catalog()
        .needs(drawing, drawing.connection(new ConnectionId(connection)).orElseThrow())
        .stream()
        .filter(Need.Call.class::isInstance)
        .map(Need.Call.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /// A function that reads a table and is set off by a queue, and may do so on a condition.
  private static Architecture reader(String condition) {
    var role =
        json(
            "{'AssumeRolePolicyDocument':{'Version':'2012-10-17','Statement':[{'Effect':'Allow',"
                + "'Principal':{'Service':'lambda.amazonaws.com'},'Action':'sts:AssumeRole'}]},"
                + "'Policies':[{'PolicyName':'Own','PolicyDocument':{'Version':'2012-10-17',"
                + "'Statement':[{'Effect':'Allow','Action':['dynamodb:*','sqs:*'],'Resource':'*',"
                + "'Condition':"
                + condition
                + "}]}}]}");
    return Architecture.EMPTY
        .with(resource("AWS::IAM::Role", "ReaderRole", role))
        .with(resource("AWS::DynamoDB::Table", "Photos", Fields.EMPTY))
        .with(resource("AWS::SQS::Queue", "Orders", Fields.EMPTY))
        .with(
            resource(
                "AWS::Lambda::Function",
                "Reader",
                Fields.EMPTY
                    .with("FunctionName", "Reader")
                    .with("Role", References.to("ReaderRole"))))
        .with(connection("read", "dynamodb:Read", "reader", "photos"))
        .with(connection("poll", "lambda:EventSourceMapping", "orders", "reader"));
  }

  private static Connection connection(String id, String type, String source, String target) {
    return new Connection(
        new ConnectionId(id),
        new ConnectionTypeName(type),
        new ResourceId(source),
        new ResourceId(target),
        Fields.EMPTY);
  }

  private static Resource resource(String type, String name, Fields properties) {
    return new Resource(
        new ResourceId(name.toLowerCase(Locale.ROOT)),
        new ResourceTypeName(type),
        name,
        Optional.empty(),
        properties);
  }

  private static Fields json(String text) {
    try {
      return Json.read(text.replace('\'', '"')) instanceof Value.Fields f ? f : Fields.EMPTY;
    } catch (JsonException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
