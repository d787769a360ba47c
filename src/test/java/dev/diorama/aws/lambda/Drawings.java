package dev.diorama.aws.lambda;

import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Category;
import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.ConnectionType.End;
import dev.diorama.catalog.Facets;
import dev.diorama.catalog.Need;
import dev.diorama.catalog.ResourceType;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.Environment;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Drawings for rules: a bucket that notifies, a queue that is polled, subnets, the internet.
final class Drawings {
  private Drawings() {}

  static Resource resource(String logicalId, String type, String container, String properties) {
    return new Resource(
        new ResourceId(logicalId),
        new ResourceTypeName(type),
        logicalId,
        container.isEmpty() ? Optional.empty() : Optional.of(new ResourceId(container)),
        fields(properties));
  }

  static Fields fields(String json) {
    return LambdaWorld.json(json) instanceof Fields f ? f : Fields.EMPTY;
  }

  static Connection connection(String type, String source, String target) {
    return new Connection(
        new ConnectionId(source + "-" + target),
        new ConnectionTypeName(type),
        new ResourceId(source),
        new ResourceId(target),
        Fields.EMPTY);
  }

  static Resource function(String properties) {
    return resource("Resize", "AWS::Lambda::Function", "", properties);
  }

  static Fields properties(Architecture drawing, String logicalId) {
    return drawing.byLogicalId(logicalId).map(Resource::properties).orElse(Fields.EMPTY);
  }

  static Catalog catalog() {
    var connections = new ArrayList<>(LambdaConnections.types());
    connections.add(
        connectionType(
            "s3:Notification",
            "AWS::S3::Bucket",
            (connection, source, target, drawing, catalog) ->
                List.of(
                    new Need.Call(
                        new Need.ServiceCaller(
                            source.id(), "s3.amazonaws.com", "arn:aws:s3:::" + source.logicalId()),
                        "lambda:InvokeFunction",
                        catalog.arn(drawing, target.id()).orElse(""),
                        target.id(),
                        Map.of(),
                        Optional.empty()))));
    connections.add(
        connectionType(
            "client:Https",
            "AWS::Lambda::Function",
            (connection, source, target, drawing, catalog) ->
                List.of(
                    new Need.Packet(
                        new Need.ResourceCaller(source.id()),
                        new Need.InternetHost("example.com", 443)))));
    return new Catalog(
        List.of(
            FunctionType.type(),
            type("AWS::S3::Bucket", Set.of(), arn("arn:aws:s3:::")),
            type(
                "AWS::SQS::Queue",
                Set.of(Capability.EVENT_SOURCE),
                arn("arn:aws:sqs:us-east-1:123456789012:")),
            type("Diorama::Client", Set.of(Capability.INTERNET), Facets.NONE),
            type("AWS::EC2::VPC", Set.of(), Facets.NONE),
            type("Diorama::AvailabilityZone", Set.of(), Facets.NONE),
            type("AWS::EC2::Subnet", Set.of(), Facets.NONE),
            type("AWS::EC2::SecurityGroup", Set.of(), Facets.NONE),
            type("AWS::EC2::RouteTable", Set.of(), Facets.NONE),
            type("AWS::EC2::InternetGateway", Set.of(), Facets.NONE),
            type("AWS::EC2::NatGateway", Set.of(), Facets.NONE)),
        connections);
  }

  private static ConnectionType connectionType(
      String name, String source, ConnectionType.Needs needs) {
    return new ConnectionType(
        new ConnectionTypeName(name),
        "test",
        End.type(source),
        End.capability(Capability.NOTIFICATION_DESTINATION),
        true,
        List.of(),
        needs,
        "a test");
  }

  private static ResourceType type(String name, Set<Capability> capabilities, Facets facets) {
    return ResourceType.plain(
        name, "test", Category.CLIENT, "test", List.of(), capabilities, facets, "a test");
  }

  private static Facets arn(String prefix) {
    return new Facets() {
      @Override
      public Optional<String> arn(Resource resource, Environment environment) {
        return Optional.of(prefix + resource.logicalId());
      }
    };
  }

  /// A VPC with a public subnet in one zone and a private one, with a NAT gateway, in another.
  static Architecture network() {
    return Architecture.EMPTY
        .with(resource("Net", "AWS::EC2::VPC", "", "{\"CidrBlock\":\"10.0.0.0/16\"}"))
        .with(
            resource("ZoneA", "Diorama::AvailabilityZone", "Net", "{\"ZoneName\":\"us-east-1a\"}"))
        .with(
            resource("ZoneB", "Diorama::AvailabilityZone", "Net", "{\"ZoneName\":\"us-east-1b\"}"))
        .with(resource("Gateway", "AWS::EC2::InternetGateway", "Net", "{}"))
        .with(
            resource(
                "Open",
                "AWS::EC2::Subnet",
                "ZoneA",
                "{\"CidrBlock\":\"10.0.0.0/24\",\"MapPublicIpOnLaunch\":true,\"RouteTableId\":{\"Ref\":\"OpenRoutes\"}}"))
        .with(
            resource(
                "Inner",
                "AWS::EC2::Subnet",
                "ZoneB",
                "{\"CidrBlock\":\"10.0.1.0/24\",\"RouteTableId\":{\"Ref\":\"InnerRoutes\"}}"))
        .with(resource("Nat", "AWS::EC2::NatGateway", "Open", "{}"))
        .with(
            resource(
                "OpenRoutes",
                "AWS::EC2::RouteTable",
                "Net",
                "{\"Routes\":[{\"DestinationCidrBlock\":\"0.0.0.0/0\",\"GatewayId\":{\"Ref\":\"Gateway\"}}]}"))
        .with(
            resource(
                "InnerRoutes",
                "AWS::EC2::RouteTable",
                "Net",
                "{\"Routes\":[{\"DestinationCidrBlock\":\"0.0.0.0/0\",\"NatGatewayId\":{\"Ref\":\"Nat\"}}]}"))
        .with(
            resource(
                "Firewall", "AWS::EC2::SecurityGroup", "Net", "{\"GroupDescription\":\"all out\"}"))
        .with(
            resource(
                "Web", "Diorama::Client", "", "{\"Kind\":\"internet\",\"Host\":\"example.com\"}"));
  }

  static String in(String subnet) {
    return "{\"VpcConfig\":{\"SubnetIds\":[{\"Ref\":\""
        + subnet
        + "\"}],\"SecurityGroupIds\":[{\"Ref\":\"Firewall\"}]}}";
  }
}
