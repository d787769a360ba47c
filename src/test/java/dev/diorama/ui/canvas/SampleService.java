package dev.diorama.ui.canvas;

import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Category;
import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.ConnectionType.End;
import dev.diorama.catalog.Facets;
import dev.diorama.catalog.PropertyKind;
import dev.diorama.catalog.PropertySpec;
import dev.diorama.catalog.ResourceType;
import dev.diorama.catalog.ResourceType.Variant;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.service.ServiceDefinition;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/// A catalogue for tests of the interface: the shapes of the real types without their behaviour.
public final class SampleService implements ServiceDefinition {
  private static final String PAGE = "docs.aws.amazon.com";

  @Override
  public String prefix() {
    return "sample";
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return List.of(
        type(
            "Diorama::Client",
            Category.CLIENT,
            "client-browser",
            Set.of(Capability.CALLER),
            List.of(),
            new Variant("Kind", "browser", "client-browser"),
            new Variant("Kind", "cli", "client-cli"),
            new Variant("Kind", "internet", "client-internet")),
        type("AWS::S3::Bucket", Category.STORAGE, "s3-bucket", Set.of(), List.of()),
        type(
            "AWS::DynamoDB::Table",
            Category.DATABASE,
            "dynamodb-table",
            Set.of(Capability.EVENT_SOURCE),
            List.of()),
        type(
            "AWS::SQS::Queue",
            Category.INTEGRATION,
            "sqs-queue",
            Set.of(
                Capability.EVENT_SOURCE,
                Capability.NOTIFICATION_DESTINATION,
                Capability.INTEGRATION_TARGET),
            List.of()),
        type(
            "AWS::Lambda::Function",
            Category.COMPUTE,
            "lambda-function",
            Set.of(
                Capability.CALLER,
                Capability.INVOCABLE,
                Capability.NOTIFICATION_DESTINATION,
                Capability.INTEGRATION_TARGET),
            List.of()),
        type(
            "AWS::ApiGatewayV2::Api",
            Category.API,
            "api-http",
            Set.of(Capability.HTTP_API),
            List.of()),
        type("AWS::IAM::Role", Category.SECURITY, "iam-role", Set.of(Capability.ROLE), List.of()),
        type("AWS::Logs::LogGroup", Category.INTEGRATION, "log-group", Set.of(), List.of()),
        type(
            "AWS::EC2::InternetGateway",
            Category.NETWORKING,
            "internet-gateway",
            Set.of(),
            List.of("AWS::EC2::VPC")),
        type(
            "AWS::EC2::NatGateway",
            Category.NETWORKING,
            "nat-gateway",
            Set.of(),
            List.of("AWS::EC2::Subnet")),
        type(
            "AWS::EC2::RouteTable",
            Category.NETWORKING,
            "route-table",
            Set.of(),
            List.of("AWS::EC2::VPC")),
        type(
            "AWS::RDS::DBInstance",
            Category.DATABASE,
            "rds-database",
            Set.of(Capability.TCP_SERVER),
            List.of("AWS::EC2::VPC", "AWS::EC2::Subnet")),
        container("AWS::EC2::VPC", "vpc", List.of()),
        container("Diorama::AvailabilityZone", "availability-zone", List.of("AWS::EC2::VPC")),
        container(
            "AWS::EC2::Subnet",
            "subnet-private",
            List.of("AWS::EC2::VPC", "Diorama::AvailabilityZone"),
            new Variant("MapPublicIpOnLaunch", "true", "subnet-public"),
            new Variant("MapPublicIpOnLaunch", "false", "subnet-private")));
  }

  private static ResourceType type(
      String name,
      Category category,
      String icon,
      Set<Capability> capabilities,
      List<String> containers,
      Variant... variants) {
    return new ResourceType(
        new ResourceTypeName(name),
        "sample",
        category,
        icon,
        List.of(variants),
        List.of(),
        capabilities,
        false,
        containers.stream().map(ResourceTypeName::new).collect(Collectors.toSet()),
        false,
        FACTS,
        PAGE);
  }

  private static ResourceType container(
      String name, String icon, List<String> containers, Variant... variants) {
    return new ResourceType(
        new ResourceTypeName(name),
        "sample",
        Category.NETWORKING,
        icon,
        Arrays.asList(variants),
        List.of(),
        Set.of(),
        true,
        containers.stream().map(ResourceTypeName::new).collect(Collectors.toSet()),
        !containers.isEmpty(),
        FACTS,
        PAGE);
  }

  private static final Facets FACTS =
      new Facets() {
        @Override
        public SequencedMap<String, String> highlights(Resource resource) {
          var facts = new LinkedHashMap<String, String>();
          for (var name : List.of("Timeout", "MemorySize", "CidrBlock", "BillingMode")) {
            resource
                .properties()
                .text(name)
                .or(() -> resource.properties().number(name).map(String::valueOf))
                .ifPresent(v -> facts.put(name, v));
          }
          return facts;
        }
      };

  @Override
  public List<ConnectionType> connectionTypes() {
    var function = End.type("AWS::Lambda::Function");
    var caller = End.capability(Capability.CALLER);
    return List.of(
        connection("s3:Read", caller, End.type("AWS::S3::Bucket"), false),
        connection("s3:Write", caller, End.type("AWS::S3::Bucket"), false),
        connection(
            "s3:Notification",
            End.type("AWS::S3::Bucket"),
            End.capability(Capability.NOTIFICATION_DESTINATION),
            true),
        connection("dynamodb:Read", caller, End.type("AWS::DynamoDB::Table"), false),
        connection("dynamodb:Write", caller, End.type("AWS::DynamoDB::Table"), false),
        connection("sqs:Send", caller, End.type("AWS::SQS::Queue"), false),
        connection("sqs:Redrive", End.type("AWS::SQS::Queue"), End.type("AWS::SQS::Queue"), true),
        connection(
            "lambda:EventSourceMapping", End.capability(Capability.EVENT_SOURCE), function, true),
        connection("rds:Connect", caller, End.capability(Capability.TCP_SERVER), false),
        connection(
            "logs:Write",
            End.capability(Capability.INVOCABLE),
            End.type("AWS::Logs::LogGroup"),
            false),
        new ConnectionType(
            new ConnectionTypeName("apigateway:Integration"),
            "sample",
            End.type("AWS::ApiGatewayV2::Api"),
            End.capability(Capability.INTEGRATION_TARGET),
            true,
            List.of(
                PropertySpec.required("RouteKey", new PropertyKind.Text(Optional.empty()), PAGE)),
            (c, s, t, d, k) -> List.of(),
            PAGE),
        connection("execute-api:Invoke", caller, End.capability(Capability.HTTP_API), false));
  }

  private static ConnectionType connection(String name, End from, End to, boolean trigger) {
    return new ConnectionType(
        new ConnectionTypeName(name),
        "sample",
        from,
        to,
        trigger,
        List.of(),
        (c, s, t, d, k) -> List.of(),
        PAGE);
  }

  @Override
  public String messages() {
    return "dev.diorama.ui.canvas.sample";
  }
}
