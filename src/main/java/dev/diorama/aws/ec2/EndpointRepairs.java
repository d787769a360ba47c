package dev.diorama.aws.ec2;

import dev.diorama.model.Architecture;
import dev.diorama.model.Message;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Adds VPC endpoints
/// (`docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html`).
final class EndpointRepairs {
  private static final Set<String> WITH_GATEWAY = Set.of("s3", "dynamodb");

  private EndpointRepairs() {}

  /// Whether a drawn endpoint is for a service.
  static boolean serves(Resource endpoint, String service, Architecture drawing) {
    var name = endpoint.properties().text("ServiceName").orElse("");
    return name.equals(service)
        || name.equals("com.amazonaws." + drawing.environment().region() + "." + service);
  }

  /// Adds a gateway endpoint for the caller's subnets, if the service has one and none is drawn. It
  /// costs nothing.
  static Optional<Message> gateway(Draft draft, ResourceId caller, String service) {
    var subnets = draft.topology().subnetsOf(caller);
    var vpc = vpc(draft, subnets, service);
    if (vpc.isEmpty() || !WITH_GATEWAY.contains(service)) {
      return Optional.empty();
    }
    var tables = new ArrayList<Value>();
    for (var subnet : subnets) {
      var table =
          draft
              .topology()
              .tableOf(subnet)
              .orElseGet(() -> draft.ownTable(subnet, Optional.empty(), Value.Items.EMPTY));
      var reference = References.to(table.logicalId());
      if (!tables.contains(reference)) {
        tables.add(reference);
      }
    }
    draft.add(
        Names.VPC_ENDPOINT,
        name(service),
        vpc.map(Resource::id),
        Fields.EMPTY
            .with("VpcEndpointType", "Gateway")
            .with("ServiceName", service)
            .with("RouteTableIds", new Value.Items(tables)));
    return Optional.of(Message.of("rule.NoNetworkPath.fix.gatewayEndpoint", service));
  }

  /// Adds an interface endpoint with private DNS and a security group of its own in the caller's
  /// subnets, if no endpoint for the service is drawn. It costs by the hour and by the gigabyte
  /// (`aws.amazon.com/privatelink/pricing`).
  static Optional<Message> privateInterface(Draft draft, ResourceId caller, String service) {
    var subnets = draft.topology().subnetsOf(caller);
    var vpc = vpc(draft, subnets, service);
    var cidr = vpc.flatMap(v -> v.properties().text("CidrBlock"));
    // S3 and DynamoDB have the free gateway endpoint instead.
    if (cidr.isEmpty() || WITH_GATEWAY.contains(service)) {
      return Optional.empty();
    }
    var group =
        draft.add(
            Names.SECURITY_GROUP,
            name(service) + "Group",
            vpc.map(Resource::id),
            Fields.EMPTY
                .with("GroupDescription", "HTTPS to the " + service + " endpoint")
                .with(
                    "SecurityGroupIngress",
                    Value.list(
                        Fields.EMPTY
                            .with("IpProtocol", "tcp")
                            .with("FromPort", 443)
                            .with("ToPort", 443)
                            .with("CidrIp", cidr.get()))));
    draft.add(
        Names.VPC_ENDPOINT,
        name(service),
        vpc.map(Resource::id),
        Fields.EMPTY
            .with("VpcEndpointType", "Interface")
            .with("ServiceName", service)
            .with(
                "SubnetIds",
                new Value.Items(
                    subnets.stream().<Value>map(s -> References.to(s.logicalId())).toList()))
            .with("SecurityGroupIds", Value.list(References.to(group.logicalId())))
            .with("PrivateDnsEnabled", Value.of(true)));
    return Optional.of(Message.of("rule.NoNetworkPath.fix.interfaceEndpoint", service));
  }

  private static Optional<Resource> vpc(Draft draft, List<Resource> subnets, String service) {
    return subnets.stream()
        .findFirst()
        .flatMap(s -> draft.topology().vpcOf(s))
        .filter(v ->
            draft.topology().in(v, Names.VPC_ENDPOINT).stream()
                .noneMatch(e -> serves(e, service, draft.drawing())));
  }

  /// `execute-api` → `ExecuteApiEndpoint`.
  private static String name(String service) {
    var name = new StringBuilder();
    boolean upper = true;
    for (int i = 0; i < service.length(); i++) {
      char c = service.charAt(i);
      if (!Character.isLetterOrDigit(c)) {
        upper = true;
        continue;
      }
      name.append(upper ? Character.toUpperCase(c) : c);
      upper = false;
    }
    return name + "Endpoint";
  }
}
