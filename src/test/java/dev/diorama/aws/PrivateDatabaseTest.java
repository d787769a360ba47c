package dev.diorama.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.access.Access;
import dev.diorama.access.Verdict.Outcome;
import dev.diorama.aws.ec2.Ec2Service;
import dev.diorama.aws.rds.RdsService;
import dev.diorama.model.Architecture;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Document;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeEvent.CallBlocked;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A server and a database in private subnets: what the engine predicts is what a run does, and the
/// database really answers.
class PrivateDatabaseTest {
  private static final String CONNECTION = "Server-Orders";

  private static Sketch sketch() {
    var sketch =
        Sketch.of(new Ec2Service(), new RdsService())
            .add("Vpc", "AWS::EC2::VPC", "{'CidrBlock':'10.0.0.0/16'}")
            .add("App", "AWS::EC2::Subnet", "{'CidrBlock':'10.0.1.0/24'}")
            .add("Data", "AWS::EC2::Subnet", "{'CidrBlock':'10.0.2.0/24'}")
            .add("AppGroup", "AWS::EC2::SecurityGroup", "{'GroupDescription':'app'}")
            .add(
                "DbGroup",
                "AWS::EC2::SecurityGroup",
                "{'GroupDescription':'db','SecurityGroupIngress':[{'IpProtocol':'tcp','FromPort':5432,'ToPort':5432,'SourceSecurityGroupId':{'Ref':'AppGroup'}}]}")
            .add("Server", "AWS::EC2::Instance", "{'SecurityGroupIds':[{'Ref':'AppGroup'}]}")
            .add(
                "Orders",
                "AWS::RDS::DBInstance",
                "{'DBName':'orders','SubnetIds':[{'Ref':'Data'}],'VPCSecurityGroups':[{'Ref':'DbGroup'}]}")
            .connect("Server", "rds:Connect", "Orders", "{}");
    var drawing = sketch.drawing();
    for (var e :
        Map.of("App", "Vpc", "Data", "Vpc", "AppGroup", "Vpc", "DbGroup", "Vpc", "Server", "App")
            .entrySet()) {
      var resource = drawing.resource(new ResourceId(e.getKey())).orElseThrow();
      drawing = drawing.with(resource.withContainer(Optional.of(new ResourceId(e.getValue()))));
    }
    sketch.draw(drawing);
    return sketch;
  }

  private static Fields sql(String text, Value... parameters) {
    return Fields.EMPTY.with("Sql", text).with("Parameters", Value.list(parameters));
  }

  private static Outcome predicted(Sketch sketch, Architecture drawing) {
    return new Access(drawing, sketch.catalog())
        .of(drawing.connection(new ConnectionId(CONNECTION)).orElseThrow())
        .outcome();
  }

  @Test
  void rowsAreStoredAndCounted() {
    var sketch = sketch();
    assertThat(predicted(sketch, sketch.drawing())).isEqualTo(Outcome.WORKS);
    try (var stage = sketch.run()) {
      stage.good(
          "Server", "rds:ExecuteSql", "Orders", sql("create table o (id serial, name text)"));
      stage.good(
          "Server",
          "rds:ExecuteSql",
          "Orders",
          sql("insert into o (name) values ($1)", Value.of("tea")));
      var answer = stage.good("Server", "rds:ExecuteSql", "Orders", sql("select * from o"));
      assertThat(answer.list("Rows")).containsExactly(Sketch.json("{'id':1,'name':'tea'}"));
      assertThat(stage.counts("Orders"))
          .containsEntry("queries", 3L)
          .containsEntry("connections", 1L);
    }
  }

  @Test
  void mistakesAreAnsweredAsPostgresDoes() {
    try (var stage = sketch().run()) {
      assertThat(stage.bad("Server", "rds:ExecuteSql", "Orders", sql("select * from o")).code())
          .isEqualTo("42P01");
      assertThat(
              stage
                  .bad(
                      "Server",
                      "rds:ExecuteSql",
                      "Orders",
                      sql("select 1").with("Database", "other"))
                  .code())
          .isEqualTo("3D000");
      assertThat(stage.bad("Server", "rds:ExecuteSql", "Orders", Fields.EMPTY).code())
          .isEqualTo("08P01");
      assertThat(stage.bad("Server", "rds:Reboot", "Orders", Fields.EMPTY).code())
          .isEqualTo("InvalidAction");
    }
  }

  @Test
  void aPortThatNobodyServesIsBlocked() {
    try (var stage = sketch().run()) {
      var _ =
          stage.submit("Server", "rds:ExecuteSql", "Orders", sql("select 1").with("Port", 3306));
      stage.advance(Duration.ofMinutes(10));
      assertThat(stage.events(CallBlocked.class)).hasSize(1);
    }
  }

  @Test
  void withoutItsRuleTheConnectionIsBlockedAndTheFixOpensIt() {
    var sketch = sketch();
    var group = sketch.drawing().byLogicalId("DbGroup").orElseThrow();
    sketch.draw(
        sketch
            .drawing()
            .with(group.withProperties(group.properties().without("SecurityGroupIngress"))));
    assertThat(predicted(sketch, sketch.drawing())).isEqualTo(Outcome.BLOCKED);
    try (var stage = sketch.run()) {
      var _ = stage.submit("Server", "rds:ExecuteSql", "Orders", sql("select 1"));
      stage.advance(Duration.ofMinutes(10));
      assertThat(stage.events(CallBlocked.class)).hasSize(1);
    }
    var finding =
        new Ec2Service()
            .rules().stream().flatMap(r -> r.check(sketch.ruleContext())).toList().getFirst();
    var fixed =
        finding.fixes().getFirst().transaction().apply(Document.EMPTY.with(sketch.drawing()));
    assertThat(predicted(sketch, fixed.architecture())).isEqualTo(Outcome.WORKS);
  }

  @Test
  void twoRunsAreTheSame() {
    assertThat(log()).isEqualTo(log());
  }

  private static String log() {
    try (var stage = sketch().run()) {
      stage.good(
          "Server", "rds:ExecuteSql", "Orders", sql("create table o (r float, t timestamptz)"));
      stage.good(
          "Server", "rds:ExecuteSql", "Orders", sql("insert into o values (random(), now())"));
      stage.good("Server", "rds:ExecuteSql", "Orders", sql("select r, t, random() from o"));
      return stage.log().toString();
    }
  }
}
