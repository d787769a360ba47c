package dev.diorama.aws.ec2;

import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Category;
import dev.diorama.catalog.Facets;
import dev.diorama.catalog.PropertyKind;
import dev.diorama.catalog.PropertySpec;
import dev.diorama.catalog.ResourceType;
import dev.diorama.catalog.ResourceType.Variant;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// EC2's resource types with their properties.
final class Types {
  /// A CIDR block from /16 to /28
  /// (`docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html`).
  private static final String BLOCK = "[0-9]{1,3}(\\.[0-9]{1,3}){3}/(1[6-9]|2[0-8])";

  private static final Set<ResourceTypeName> IN_VPC =
      Set.of(Names.VPC, Names.AVAILABILITY_ZONE, Names.SUBNET);

  private Types() {}

  static List<ResourceType> all() {
    var all =
        new ArrayList<>(
            List.of(
                vpc(),
                availabilityZone(),
                subnet(),
                securityGroup(),
                networkAcl(),
                routeTable(),
                internetGateway(),
                natGateway(),
                endpoint(),
                instance()));
    all.addAll(NetworkTypes.all());
    return List.copyOf(all);
  }

  private static PropertyKind.Reference one(ResourceTypeName... types) {
    return new PropertyKind.Reference(names(types));
  }

  private static PropertyKind.References several(ResourceTypeName... types) {
    return new PropertyKind.References(names(types));
  }

  private static Set<String> names(ResourceTypeName... types) {
    return Set.copyOf(List.of(types).stream().map(ResourceTypeName::toString).toList());
  }

  private static PropertyKind.Text text(String pattern) {
    return new PropertyKind.Text(Optional.of(pattern));
  }

  private static ResourceType inVpc(
      ResourceTypeName name,
      Category category,
      String icon,
      List<PropertySpec> properties,
      Set<ResourceTypeName> containers,
      Facets facets,
      String page) {
    return new ResourceType(
        name,
        "ec2",
        category,
        icon,
        List.of(),
        properties,
        Set.of(),
        false,
        containers,
        true,
        facets,
        page);
  }

  private static ResourceType vpc() {
    var page = Names.page("aws-resource-ec2-vpc");
    return new ResourceType(
        Names.VPC,
        "ec2",
        Category.NETWORKING,
        "vpc",
        List.of(),
        List.of(
            PropertySpec.required("CidrBlock", text(BLOCK), page),
            PropertySpec.optional(
                "SecondaryCidrBlocks",
                new PropertyKind.Texts(Optional.of(BLOCK)),
                Names.page("aws-resource-ec2-vpccidrblock")),
            PropertySpec.optional(
                "Ipv6CidrBlock",
                NetworkTypes.BLOCK_V6,
                Names.page("aws-resource-ec2-vpccidrblock")),
            PropertySpec.withDefault(
                "EnableDnsSupport", new PropertyKind.Bool(), Value.of(true), page),
            PropertySpec.withDefault(
                "EnableDnsHostnames", new PropertyKind.Bool(), Value.of(false), page)),
        Set.of(),
        true,
        Set.of(),
        false,
        new Ec2Facets("vpc", "vpc", "CidrBlock"),
        page);
  }

  private static ResourceType availabilityZone() {
    var page =
        "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html";
    return new ResourceType(
        Names.AVAILABILITY_ZONE,
        "ec2",
        Category.NETWORKING,
        "availability-zone",
        List.of(),
        List.of(PropertySpec.optional("ZoneName", text("[a-z]{2}(-[a-z]+)+-[0-9][a-z]"), page)),
        Set.of(),
        true,
        Set.of(Names.VPC),
        true,
        ZoneFacets.INSTANCE,
        page);
  }

  private static ResourceType subnet() {
    var page = Names.page("aws-resource-ec2-subnet");
    return new ResourceType(
        Names.SUBNET,
        "ec2",
        Category.NETWORKING,
        "subnet-private",
        List.of(
            new Variant("MapPublicIpOnLaunch", "true", "subnet-public"),
            new Variant("MapPublicIpOnLaunch", "false", "subnet-private")),
        List.of(
            // A subnet that is for IPv6 only has none.
            PropertySpec.optional("CidrBlock", text(BLOCK), page),
            PropertySpec.optional("Ipv6CidrBlock", NetworkTypes.BLOCK_V6, page),
            PropertySpec.withDefault("Ipv6Native", new PropertyKind.Bool(), Value.of(false), page),
            PropertySpec.withDefault(
                "MapPublicIpOnLaunch", new PropertyKind.Bool(), Value.of(false), page),
            PropertySpec.withDefault(
                "AssignIpv6AddressOnCreation", new PropertyKind.Bool(), Value.of(false), page),
            // Associations are types of their own in CloudFormation; here the subnet holds them.
            PropertySpec.optional(
                "RouteTableId",
                one(Names.ROUTE_TABLE),
                Names.page("aws-resource-ec2-subnetroutetableassociation")),
            PropertySpec.optional(
                "NetworkAclId",
                one(Names.NETWORK_ACL),
                Names.page("aws-resource-ec2-subnetnetworkaclassociation"))),
        Set.of(),
        true,
        Set.of(Names.AVAILABILITY_ZONE, Names.VPC),
        true,
        new Ec2Facets("subnet", "subnet", "CidrBlock"),
        page);
  }

  private static ResourceType securityGroup() {
    var page = Names.page("aws-resource-ec2-securitygroup");
    return inVpc(
        Names.SECURITY_GROUP,
        Category.SECURITY,
        "security-group",
        List.of(
            PropertySpec.required("GroupDescription", text(".{1,255}"), page),
            PropertySpec.optional(
                "SecurityGroupIngress",
                new PropertyKind.Table(groupRule("Source", "ingress")),
                page),
            PropertySpec.optional(
                "SecurityGroupEgress",
                new PropertyKind.Table(groupRule("Destination", "egress")),
                page)),
        Set.of(Names.VPC),
        new Ec2Facets("sg", "security-group"),
        page);
  }

  private static List<PropertySpec> groupRule(String side, String direction) {
    var page = Names.page("aws-properties-ec2-securitygroup-" + direction);
    return List.of(
        PropertySpec.required(
            "IpProtocol",
            new PropertyKind.Choice(List.of("tcp", "udp", "icmp", "icmpv6", "-1")),
            page),
        PropertySpec.optional("FromPort", new PropertyKind.Whole(-1, 65535, ""), page),
        PropertySpec.optional("ToPort", new PropertyKind.Whole(-1, 65535, ""), page),
        PropertySpec.optional("CidrIp", text("[0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}"), page),
        PropertySpec.optional("CidrIpv6", NetworkTypes.BLOCK_V6, page),
        PropertySpec.optional(side + "SecurityGroupId", one(Names.SECURITY_GROUP), page),
        PropertySpec.optional(side + "PrefixListId", one(Names.PREFIX_LIST), page));
  }

  private static ResourceType networkAcl() {
    var page = Names.page("aws-resource-ec2-networkaclentry");
    return inVpc(
        Names.NETWORK_ACL,
        Category.NETWORKING,
        "network-acl",
        List.of(
            PropertySpec.optional(
                "Entries",
                new PropertyKind.Table(
                    List.of(
                        PropertySpec.required(
                            "RuleNumber", new PropertyKind.Whole(1, 32766, ""), page),
                        PropertySpec.withDefault(
                            "Egress", new PropertyKind.Bool(), Value.of(false), page),
                        // 6 TCP, 17 UDP, 1 ICMP, -1 all
                        PropertySpec.required(
                            "Protocol", new PropertyKind.Whole(-1, 255, ""), page),
                        PropertySpec.required(
                            "RuleAction", new PropertyKind.Choice(List.of("allow", "deny")), page),
                        PropertySpec.optional(
                            "CidrBlock", text("[0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}"), page),
                        PropertySpec.optional("Ipv6CidrBlock", NetworkTypes.BLOCK_V6, page),
                        PropertySpec.optional(
                            "FromPort", new PropertyKind.Whole(-1, 65535, ""), page),
                        PropertySpec.optional(
                            "ToPort", new PropertyKind.Whole(-1, 65535, ""), page))),
                page)),
        Set.of(Names.VPC),
        new Ec2Facets("acl", "network-acl"),
        Names.page("aws-resource-ec2-networkacl"));
  }

  private static ResourceType routeTable() {
    var page = Names.page("aws-resource-ec2-route");
    return inVpc(
        Names.ROUTE_TABLE,
        Category.NETWORKING,
        "route-table",
        List.of(
            PropertySpec.withDefault(
                "Main",
                new PropertyKind.Bool(),
                Value.of(false),
                "https://docs.aws.amazon.com/vpc/latest/userguide/RouteTables.html"),
            PropertySpec.optional(
                "Routes",
                new PropertyKind.Table(
                    List.of(
                        PropertySpec.optional(
                            "DestinationCidrBlock",
                            text("[0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}"),
                            page),
                        PropertySpec.optional(
                            "DestinationIpv6CidrBlock", NetworkTypes.BLOCK_V6, page),
                        PropertySpec.optional(
                            "DestinationPrefixListId", one(Names.PREFIX_LIST), page),
                        PropertySpec.optional("GatewayId", one(Names.INTERNET_GATEWAY), page),
                        PropertySpec.optional("NatGatewayId", one(Names.NAT_GATEWAY), page),
                        PropertySpec.optional("InstanceId", one(Names.INSTANCE), page),
                        PropertySpec.optional(
                            "NetworkInterfaceId", one(Names.NETWORK_INTERFACE), page),
                        PropertySpec.optional(
                            "EgressOnlyInternetGatewayId", one(Names.EGRESS_ONLY_GATEWAY), page),
                        PropertySpec.optional("VpcPeeringConnectionId", one(Names.PEERING), page))),
                page)),
        Set.of(Names.VPC),
        new Ec2Facets("rtb", "route-table"),
        Names.page("aws-resource-ec2-routetable"));
  }

  private static ResourceType internetGateway() {
    return inVpc(
        Names.INTERNET_GATEWAY,
        Category.NETWORKING,
        "internet-gateway",
        List.of(),
        Set.of(Names.VPC),
        new Ec2Facets("igw", "internet-gateway"),
        Names.page("aws-resource-ec2-internetgateway"));
  }

  /// AWS chooses the address when it allocates it; who knows it may draw it, so that conditions on
  /// `aws:SourceIp` can be decided.
  static PropertySpec publicIp() {
    return PropertySpec.optional(
        "PublicIp", text("[0-9]{1,3}(\\.[0-9]{1,3}){3}"), Names.page("aws-resource-ec2-eip"));
  }

  private static ResourceType natGateway() {
    var page = Names.page("aws-resource-ec2-natgateway");
    return inVpc(
        Names.NAT_GATEWAY,
        Category.NETWORKING,
        "nat-gateway",
        List.of(
            PropertySpec.withDefault(
                "ConnectivityType",
                new PropertyKind.Choice(List.of("public", "private")),
                Value.of("public"),
                page),
            PropertySpec.withDefault(
                "AvailabilityMode",
                new PropertyKind.Choice(List.of("zonal", "regional")),
                Value.of("zonal"),
                page),
            publicIp(),
            PropertySpec.optional("AllocationId", one(Names.ELASTIC_IP), page)),
        // A regional one stands in the VPC, in no subnet.
        Set.of(Names.SUBNET, Names.VPC),
        new Ec2Facets("nat", "natgateway"),
        page);
  }

  private static ResourceType endpoint() {
    var page = Names.page("aws-resource-ec2-vpcendpoint");
    return new ResourceType(
        Names.VPC_ENDPOINT,
        "ec2",
        Category.NETWORKING,
        "vpc-endpoint-gateway",
        List.of(
            new Variant("VpcEndpointType", "Gateway", "vpc-endpoint-gateway"),
            new Variant("VpcEndpointType", "Interface", "vpc-endpoint-interface")),
        List.of(
            PropertySpec.withDefault(
                "VpcEndpointType",
                new PropertyKind.Choice(List.of("Gateway", "Interface")),
                Value.of("Gateway"),
                page),
            PropertySpec.required("ServiceName", text("[a-z0-9.-]+"), page),
            PropertySpec.optional("RouteTableIds", several(Names.ROUTE_TABLE), page),
            PropertySpec.optional("SubnetIds", several(Names.SUBNET), page),
            PropertySpec.optional("SecurityGroupIds", several(Names.SECURITY_GROUP), page),
            PropertySpec.withDefault(
                "PrivateDnsEnabled", new PropertyKind.Bool(), Value.of(false), page),
            PropertySpec.optional("PolicyDocument", new PropertyKind.Json(), page)),
        Set.of(),
        false,
        IN_VPC,
        true,
        new EndpointFacets(),
        page);
  }

  private static ResourceType instance() {
    var page = Names.page("aws-resource-ec2-instance");
    return new ResourceType(
        Names.INSTANCE,
        "ec2",
        Category.COMPUTE,
        "ec2-instance",
        List.of(
            new Variant("Purpose", "server", "ec2-instance"),
            new Variant("Purpose", "nat", "nat-instance")),
        List.of(
            // Diorama's own: what software runs on it is not part of a template.
            PropertySpec.withDefault(
                "Purpose",
                new PropertyKind.Choice(List.of("server", "nat")),
                Value.of("server"),
                "https://docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html"),
            PropertySpec.optional("SecurityGroupIds", several(Names.SECURITY_GROUP), page),
            PropertySpec.optional("AssociatePublicIpAddress", new PropertyKind.Bool(), page),
            PropertySpec.optional("PrivateIpAddress", text("[0-9]{1,3}(\\.[0-9]{1,3}){3}"), page),
            publicIp(),
            PropertySpec.optional("Ipv6AddressCount", new PropertyKind.Whole(0, 64, ""), page),
            PropertySpec.optional("Ipv6Addresses", NetworkTypes.ADDRESSES_V6, page),
            PropertySpec.withDefault(
                "SourceDestCheck", new PropertyKind.Bool(), Value.of(true), page),
            // CloudFormation names an instance profile; here it is the profile's role.
            PropertySpec.optional(
                "Role", new PropertyKind.Reference(Set.of("AWS::IAM::Role")), page)),
        Set.of(Capability.CALLER),
        false,
        Set.of(Names.SUBNET),
        true,
        new InstanceFacets(),
        page);
  }
}
