package dev.diorama.reachability;

import dev.diorama.access.Access;
import dev.diorama.aws.AwsServices;
import dev.diorama.catalog.Catalog;
import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.Document;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.workspace.Studio;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One edit until the visible arrows are right, as the editor does it: the transaction is applied
/// to the document, and the new drawing's connections are judged; the rules and the matrix come
/// after that. The types are those of the palette: 1,000 instances in 200 subnets of two VPCs.
@State(Scope.Thread)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@BenchmarkMode(Mode.SampleTime)
@Fork(1)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
public class NetworkEditBenchmark {
  private static final int VISIBLE_ARROWS = 60;
  private static final int GROUPS = 50;
  private static final int TABLES = 8;

  /// What is edited.
  public enum Change {
    /// A rule of a security group.
    SECURITY_GROUP_RULE,
    /// A route.
    ROUTE,
    /// An instance is dragged to another subnet.
    MOVE,
    /// An entry of a network ACL.
    ACL_ENTRY
  }

  @Param Change change = Change.MOVE;

  private final Random random = new Random(7);
  private Catalog catalog = new Studio(List.of()).catalog();
  private Document document = Document.EMPTY;
  private int interfaces = 1000;
  private int edits;

  private static void add(
      Map<ResourceId, Resource> all, String type, String id, String container, Fields properties) {
    all.put(
        new ResourceId(id),
        new Resource(
            new ResourceId(id),
            new ResourceTypeName(type),
            id,
            Optional.of(container).filter(c -> !c.isEmpty()).map(ResourceId::new),
            properties));
  }

  private static Fields rule(Random random) {
    int port = 20 + random.nextInt(9000);
    var rule =
        Fields.EMPTY
            .with("IpProtocol", "tcp")
            .with("FromPort", port)
            .with("ToPort", port + random.nextInt(50));
    return random.nextInt(3) == 0
        ? rule.with("SourceSecurityGroupId", References.to("Group" + random.nextInt(GROUPS)))
        : rule.with("CidrIp", "10.0." + random.nextInt(256) + ".0/24");
  }

  private static Fields entry(int number, boolean egress, boolean allow, String block, int port) {
    return Fields.EMPTY
        .with("RuleNumber", number)
        .with("Egress", Value.of(egress))
        .with("Protocol", 6)
        .with("RuleAction", allow ? "allow" : "deny")
        .with("CidrBlock", block)
        .with("FromPort", allow ? 0 : port)
        .with("ToPort", allow ? 65535 : port + 99);
  }

  private static Fields route(String block, String property, String target) {
    return Fields.EMPTY.with("DestinationCidrBlock", block).with(property, References.to(target));
  }

  /// Makes the drawing.
  @Setup
  public void generate() {
    catalog = new Studio(AwsServices.all()).catalog();
    var all = new LinkedHashMap<ResourceId, Resource>();
    add(all, "AWS::EC2::VPC", "Vpc", "", Fields.EMPTY.with("CidrBlock", "10.0.0.0/16"));
    add(all, "AWS::EC2::InternetGateway", "Igw", "Vpc", Fields.EMPTY);
    add(all, "AWS::EC2::NatGateway", "Nat", "Subnet0", Fields.EMPTY);
    for (int i = 0; i < TABLES; i++) {
      add(
          all,
          "AWS::EC2::RouteTable",
          "Table" + i,
          "Vpc",
          Fields.EMPTY.with(
              "Routes",
              Value.list(
                  i == 0
                      ? route("0.0.0.0/0", "GatewayId", "Igw")
                      : route("0.0.0.0/0", "NatGatewayId", "Nat"))));
      add(
          all,
          "AWS::EC2::NetworkAcl",
          "Acl" + i,
          "Vpc",
          Fields.EMPTY.with(
              "Entries",
              Value.list(
                  entry(90, false, false, "10.0." + i + ".0/24", 1000 * i),
                  entry(100, false, true, "0.0.0.0/0", 0),
                  entry(100, true, true, "0.0.0.0/0", 0))));
    }
    for (int i = 0; i < GROUPS; i++) {
      var rules = new ArrayList<Value>();
      for (int r = 0; r < 6; r++) {
        rules.add(rule(random));
      }
      rules.add(
          Fields.EMPTY
              .with("IpProtocol", "tcp")
              .with("FromPort", 5432)
              .with("ToPort", 5432)
              .with("CidrIp", "10.0.0.0/" + (16 + i % 8)));
      add(
          all,
          "AWS::EC2::SecurityGroup",
          "Group" + i,
          "Vpc",
          Fields.EMPTY
              .with("GroupDescription", "generated")
              .with("SecurityGroupIngress", new Value.Items(rules)));
    }
    int subnets = interfaces / 5;
    for (int i = 0; i < subnets; i++) {
      var subnet =
          Fields.EMPTY
              .with("CidrBlock", "10.0." + i + ".0/24")
              .with("RouteTableId", References.to("Table" + i % TABLES));
      add(
          all,
          "AWS::EC2::Subnet",
          "Subnet" + i,
          "Vpc",
          i % 3 == 0 ? subnet.with("NetworkAclId", References.to("Acl" + i % TABLES)) : subnet);
    }
    for (int i = 0; i < interfaces; i++) {
      boolean database = i >= interfaces - VISIBLE_ARROWS;
      var groups =
          Value.list(
              References.to("Group" + random.nextInt(GROUPS)),
              References.to("Group" + random.nextInt(GROUPS)));
      add(
          all,
          database ? "AWS::RDS::DBInstance" : "AWS::EC2::Instance",
          "Host" + i,
          "Subnet" + i % subnets,
          Fields.EMPTY.with(database ? "VPCSecurityGroups" : "SecurityGroupIds", groups));
    }
    var arrows = new LinkedHashMap<ConnectionId, Connection>();
    for (int i = 0; i < VISIBLE_ARROWS; i++) {
      var id = new ConnectionId("Arrow" + i);
      arrows.put(
          id,
          new Connection(
              id,
              new ConnectionTypeName("rds:Connect"),
              new ResourceId("Host" + random.nextInt(interfaces - VISIBLE_ARROWS)),
              new ResourceId("Host" + (interfaces - 1 - i)),
              Fields.EMPTY));
    }
    document = Document.EMPTY.with(new Architecture(Architecture.EMPTY.environment(), all, arrows));
  }

  /// One edit; answers how many arrows work.
  @Benchmark
  public int oneEdit() {
    edits++;
    document = Transaction.of(Message.of("edit"), edit()).apply(document);
    var drawing = document.architecture();
    var access = new Access(drawing, catalog);
    int works = 0;
    for (var connection : drawing.connections().values()) {
      works += access.of(connection).firstFailure().isEmpty() ? 1 : 0;
    }
    return works;
  }

  private Edit edit() {
    return switch (change) {
      case SECURITY_GROUP_RULE ->
          set("Group" + random.nextInt(GROUPS), "SecurityGroupIngress", 0, rule(random));
      case ROUTE ->
          set(
              "Table" + random.nextInt(TABLES),
              "Routes",
              1,
              route("172.16." + edits % 256 + ".0/24", "NatGatewayId", "Nat"));
      case MOVE ->
          new Edit.SetContainer(
              new ResourceId("Host" + random.nextInt(interfaces)),
              Optional.of(new ResourceId("Subnet" + random.nextInt(interfaces / 5))));
      case ACL_ENTRY ->
          set(
              "Acl" + random.nextInt(TABLES),
              "Entries",
              0,
              entry(90, false, false, "10.0." + edits % 256 + ".0/24", 5400 + edits % 100));
    };
  }

  private static Edit set(String id, String list, int index, Fields value) {
    return new Edit.SetProperty(
        new ResourceId(id), PropertyPath.of(list).then(index), Optional.of(value));
  }
}
