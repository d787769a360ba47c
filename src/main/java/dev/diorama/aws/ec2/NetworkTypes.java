package dev.diorama.aws.ec2;

import dev.diorama.catalog.Category;
import dev.diorama.catalog.Facets;
import dev.diorama.catalog.PropertyKind;
import dev.diorama.catalog.PropertySpec;
import dev.diorama.catalog.ResourceType;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The resource types of larger networks: several VPCs, IPv6, and interfaces as such.
final class NetworkTypes {
  /// An IPv4 or IPv6 block.
  static final PropertyKind ANY_BLOCK =
      new PropertyKind.Text(
          Optional.of("[0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}|[0-9A-Fa-f:]+/[0-9]{1,3}"));

  /// An IPv6 block.
  static final PropertyKind BLOCK_V6 =
      new PropertyKind.Text(Optional.of("[0-9A-Fa-f:]+/[0-9]{1,3}"));

  /// IPv6 addresses, as CloudFormation lists them.
  static final PropertyKind ADDRESSES_V6 =
      new PropertyKind.Table(
          List.of(
              PropertySpec.required(
                  "Ipv6Address",
                  new PropertyKind.Text(Optional.of("[0-9A-Fa-f:]{2,39}")),
                  Names.page("aws-properties-ec2-networkinterface-instanceipv6address"))));

  private NetworkTypes() {}

  static List<ResourceType> all() {
    return List.of(egressOnlyGateway(), peering(), prefixList(), networkInterface(), elasticIp());
  }

  private static ResourceType elasticIp() {
    var page = Names.page("aws-resource-ec2-eip");
    return type(
        Names.ELASTIC_IP,
        Category.NETWORKING,
        "elastic-ip",
        List.of(
            PropertySpec.optional(
                "InstanceId", new PropertyKind.Reference(Set.of(Names.INSTANCE.toString())), page),
            // The association with an interface is a type of its own in CloudFormation; here the
            // address holds it.
            PropertySpec.optional(
                "NetworkInterfaceId",
                new PropertyKind.Reference(Set.of(Names.NETWORK_INTERFACE.toString())),
                Names.page("aws-resource-ec2-eipassociation")),
            PropertySpec.optional(
                "Address",
                new PropertyKind.Text(Optional.of("[0-9]{1,3}(\\.[0-9]{1,3}){3}")),
                page)),
        Set.of(),
        new Ec2Facets("eipalloc", "elastic-ip", "Address"),
        page);
  }

  private static ResourceType egressOnlyGateway() {
    return type(
        Names.EGRESS_ONLY_GATEWAY,
        Category.NETWORKING,
        "egress-only-gateway",
        List.of(),
        Set.of(Names.VPC),
        new Ec2Facets("eigw", "egress-only-internet-gateway"),
        Names.page("aws-resource-ec2-egressonlyinternetgateway"));
  }

  private static ResourceType peering() {
    var page = Names.page("aws-resource-ec2-vpcpeeringconnection");
    var vpc = new PropertyKind.Reference(Set.of(Names.VPC.toString()));
    return type(
        Names.PEERING,
        Category.NETWORKING,
        "vpc-peering",
        List.of(
            PropertySpec.required("VpcId", vpc, page),
            PropertySpec.required("PeerVpcId", vpc, page)),
        Set.of(),
        new Ec2Facets("pcx", "vpc-peering-connection"),
        page);
  }

  private static ResourceType prefixList() {
    var page = Names.page("aws-resource-ec2-prefixlist");
    return type(
        Names.PREFIX_LIST,
        Category.NETWORKING,
        "prefix-list",
        List.of(
            PropertySpec.optional(
                "PrefixListName", new PropertyKind.Text(Optional.of(".{1,255}")), page),
            PropertySpec.optional(
                "Entries",
                new PropertyKind.Table(List.of(PropertySpec.required("Cidr", ANY_BLOCK, page))),
                page)),
        Set.of(),
        new Ec2Facets("pl", "prefix-list", "PrefixListName"),
        page);
  }

  private static ResourceType networkInterface() {
    var page = Names.page("aws-resource-ec2-networkinterface");
    return type(
        Names.NETWORK_INTERFACE,
        Category.NETWORKING,
        "network-interface",
        List.of(
            PropertySpec.optional(
                "GroupSet",
                new PropertyKind.References(Set.of(Names.SECURITY_GROUP.toString())),
                page),
            PropertySpec.optional(
                "PrivateIpAddress",
                new PropertyKind.Text(Optional.of("[0-9]{1,3}(\\.[0-9]{1,3}){3}")),
                page),
            PropertySpec.optional("Ipv6AddressCount", new PropertyKind.Whole(0, 64, ""), page),
            PropertySpec.optional("Ipv6Addresses", ADDRESSES_V6, page),
            PropertySpec.optional(
                "InterfaceType", new PropertyKind.Text(Optional.of("[a-z_-]{1,40}")), page),
            PropertySpec.withDefault(
                "SourceDestCheck", new PropertyKind.Bool(), Value.of(true), page),
            // Associations are types of their own in CloudFormation; here the interface holds them.
            PropertySpec.withDefault(
                "ElasticIp",
                new PropertyKind.Bool(),
                Value.of(false),
                Names.page("aws-resource-ec2-eipassociation")),
            Types.publicIp()),
        Set.of(Names.SUBNET),
        new InterfaceFacets(),
        page);
  }

  private static ResourceType type(
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
        !containers.isEmpty(),
        facets,
        page);
  }
}
