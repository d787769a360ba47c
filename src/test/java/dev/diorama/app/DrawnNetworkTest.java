package dev.diorama.app;

import static dev.diorama.reachability.Disposition.REACHABLE;
import static dev.diorama.reachability.Disposition.UNKNOWN;
import static dev.diorama.reachability.Disposition.UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.catalog.Texts;
import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Architecture;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value.Fields;
import dev.diorama.reachability.Blocker;
import dev.diorama.reachability.Disposition;
import dev.diorama.reachability.Flow;
import dev.diorama.reachability.Flow.FromInternet;
import dev.diorama.reachability.Flow.FromResource;
import dev.diorama.reachability.Flow.ToInternet;
import dev.diorama.reachability.Flow.ToResource;
import dev.diorama.reachability.Matrix;
import dev.diorama.reachability.ReachabilityEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Networks drawn with the types of the palette: IPv6, several CIDR blocks, prefix lists, peering,
/// Elastic IP addresses, network interfaces and regional NAT gateways, case by case with AWS's
/// page.
class DrawnNetworkTest {
  private static final String VPC = "https://docs.aws.amazon.com/vpc/latest/userguide/";
  private static final String PEERING =
      "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html";
  private static final String EGRESS_ONLY = VPC + "egress-only-internet-gateway.html";
  private static final String MIGRATE = VPC + "vpc-migrate-ipv6.html";
  private static final String BLOCKS = VPC + "vpc-cidr-blocks.html";
  private static final String LISTS = VPC + "managed-prefix-lists.html";
  private static final String REGIONAL = VPC + "nat-gateways-regional.html";
  private static final String NAT_INSTANCE = VPC + "work-with-nat-instances.html";
  private static final String ELASTIC =
      "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html";
  private static final String FUNCTION =
      "https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html";
  private static final String HOST_V6 = "2606:4700::1111";

  /// A drawing in the making; `@X` is a reference to X.
  private static final class Sheet {
    private Architecture drawing = Architecture.EMPTY;

    Sheet add(String type, String id, String container, String properties) {
      var json = properties.replaceAll("@([A-Za-z0-9]+)", "{\"Ref\":\"$1\"}").replace('\'', '"');
      try {
        drawing =
            drawing.with(
                new Resource(
                    new ResourceId(id),
                    new ResourceTypeName(
                        type.contains("::")
                            ? type.startsWith("Diorama") ? type : "AWS::" + type
                            : "AWS::EC2::" + type),
                    id,
                    container.isEmpty() ? Optional.empty() : Optional.of(new ResourceId(container)),
                    (Fields) Json.read("{" + json + "}")));
      } catch (JsonException e) {
        throw new IllegalArgumentException(json, e);
      }
      return this;
    }
  }

  record Case(
      String name,
      String page,
      Architecture drawing,
      Flow flow,
      Disposition expected,
      List<String> codes) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final String OPEN =
      "'SecurityGroupIngress':[{'IpProtocol':'tcp','FromPort':443,'ToPort':443,'CidrIp':'0.0.0.0/0'},"
          + "{'IpProtocol':'tcp','FromPort':443,'ToPort':443,'CidrIpv6':'::/0'}]";

  /// A VPC with IPv6, a private subnet that leads out over `routes`, and a server in it.
  private static Sheet dual(String routes, String subnet) {
    return new Sheet()
        .add("VPC", "Vpc", "", "'CidrBlock':'10.0.0.0/16','Ipv6CidrBlock':'2600:1f00:1:100::/56'")
        .add("EgressOnlyInternetGateway", "Eigw", "Vpc", "")
        .add("InternetGateway", "Igw", "Vpc", "")
        .add("NatGateway", "Nat", "Sub", "")
        .add("RouteTable", "Routes", "Vpc", "'Routes':[" + routes + "]")
        .add(
            "NetworkAcl", "Acl", "Vpc", "'Entries':[" + allow(100, "'CidrBlock':'0.0.0.0/0'") + "]")
        .add(
            "Subnet",
            "Sub",
            "Vpc",
            "'CidrBlock':'10.0.1.0/24','RouteTableId':@Routes,'AssignIpv6AddressOnCreation':true"
                + (subnet.contains("Ipv6CidrBlock")
                    ? ""
                    : ",'Ipv6CidrBlock':'2600:1f00:1:101::/64'")
                + subnet)
        .add("SecurityGroup", "Group", "Vpc", "'GroupDescription':'g'," + OPEN)
        .add("SecurityGroup", "Quiet", "Vpc", "'GroupDescription':'g'")
        .add("Instance", "Server", "Sub", "'SecurityGroupIds':[@Group]")
        .add("Instance", "Single", "Sub", "'SecurityGroupIds':[@Group],'Ipv6AddressCount':0")
        .add(
            "Lambda::Function",
            "Fn",
            "",
            "'VpcConfig':{'SubnetIds':[@Sub],'SecurityGroupIds':[@Quiet],'Ipv6AllowedForDualStack':true}")
        .add(
            "Lambda::Function",
            "FnV4",
            "",
            "'VpcConfig':{'SubnetIds':[@Sub],'SecurityGroupIds':[@Quiet]}");
  }

  private static String allow(int number, String block) {
    return "{'RuleNumber':%d,'Egress':true,'Protocol':-1,'RuleAction':'allow',%s},{'RuleNumber':%d,'Egress':false,'Protocol':-1,'RuleAction':'allow',%s}"
        .formatted(number, block, number, block);
  }

  private static String v6(String target) {
    return "{'DestinationIpv6CidrBlock':'::/0'," + target + "}";
  }

  private static String v4(String block, String target) {
    return "{'DestinationCidrBlock':'" + block + "'," + target + "}";
  }

  /// Two VPCs, or three in a row, joined by peering connections.
  private static Sheet peered(String here, String there, String block) {
    return new Sheet()
        .add("VPC", "A", "", "'CidrBlock':'10.0.0.0/16','Ipv6CidrBlock':'2600:1f00:1:100::/56'")
        .add("VPC", "B", "", "'CidrBlock':'" + block + "','Ipv6CidrBlock':'2600:1f00:1:200::/56'")
        .add("VPC", "C", "", "'CidrBlock':'10.8.0.0/16'")
        .add("VPCPeeringConnection", "AB", "", "'VpcId':@A,'PeerVpcId':@B")
        .add("VPCPeeringConnection", "BC", "", "'VpcId':@B,'PeerVpcId':@C")
        .add("InternetGateway", "IgwB", "B", "")
        .add("RouteTable", "RoutesA", "A", "'Routes':[" + here + "]")
        .add("RouteTable", "RoutesB", "B", "'Routes':[" + there + "]")
        .add("RouteTable", "RoutesC", "C", "'Routes':[" + there + "]")
        .add(
            "Subnet",
            "SubA",
            "A",
            "'CidrBlock':'10.0.1.0/24','RouteTableId':@RoutesA,'Ipv6CidrBlock':'2600:1f00:1:101::/64'")
        .add(
            "Subnet",
            "SubB",
            "B",
            "'CidrBlock':'"
                + block.replace(".0.0/16", ".1.0/24")
                + "','RouteTableId':@RoutesB,'Ipv6CidrBlock':'2600:1f00:1:201::/64'")
        .add("Subnet", "SubC", "C", "'CidrBlock':'10.8.1.0/24','RouteTableId':@RoutesC")
        .add("SecurityGroup", "GroupA", "A", "'GroupDescription':'a'")
        .add(
            "SecurityGroup",
            "GroupB",
            "B",
            "'GroupDescription':'b','SecurityGroupIngress':[{'IpProtocol':'tcp','FromPort':443,'ToPort':443,'SourceSecurityGroupId':@GroupA}]")
        .add("SecurityGroup", "GroupC", "C", "'GroupDescription':'c'," + OPEN)
        .add("Instance", "HostA", "SubA", "'SecurityGroupIds':[@GroupA],'Ipv6AddressCount':1")
        .add("Instance", "HostB", "SubB", "'SecurityGroupIds':[@GroupB],'Ipv6AddressCount':1")
        .add("Instance", "HostC", "SubC", "'SecurityGroupIds':[@GroupC]");
  }

  /// A VPC with one public subnet.
  private static Sheet single(String instance) {
    return new Sheet()
        .add("VPC", "Vpc", "", "'CidrBlock':'10.0.0.0/16','SecondaryCidrBlocks':['10.1.0.0/16']")
        .add("InternetGateway", "Igw", "Vpc", "")
        .add(
            "RouteTable", "Routes", "Vpc", "'Routes':[" + v4("0.0.0.0/0", "'GatewayId':@Igw") + "]")
        .add("RouteTable", "Shut", "Vpc", "'Routes':[]")
        .add("Subnet", "Public", "Vpc", "'CidrBlock':'10.0.1.0/24','RouteTableId':@Routes")
        .add("Subnet", "Second", "Vpc", "'CidrBlock':'10.1.1.0/24','RouteTableId':@Shut")
        .add(
            "PrefixList",
            "Offices",
            "",
            "'PrefixListName':'offices','Entries':[{'Cidr':'10.1.1.0/24'},{'Cidr':'203.0.113.0/24'}]")
        .add(
            "SecurityGroup",
            "Listed",
            "Vpc",
            "'GroupDescription':'l','SecurityGroupIngress':[{'IpProtocol':'tcp','FromPort':443,'ToPort':443,'SourcePrefixListId':@Offices}]")
        .add("SecurityGroup", "Quiet", "Vpc", "'GroupDescription':'q'")
        .add("Instance", "Server", "Public", "'SecurityGroupIds':[@Listed]" + instance)
        .add("Instance", "Other", "Second", "'SecurityGroupIds':[@Quiet]")
        .add("Instance", "Third", "Public", "'SecurityGroupIds':[@Quiet]");
  }

  private static Flow flow(String from, Flow.Destination to) {
    return new Flow(
        from.equals("internet") ? new FromInternet() : new FromResource(new ResourceId(from)),
        to,
        Flow.Protocol.TCP,
        443);
  }

  private static Flow.Destination to(String id) {
    return new ToResource(new ResourceId(id));
  }

  private static Flow.Destination host(String host) {
    return new ToInternet(host);
  }

  static List<Case> cases() {
    var all = new ArrayList<Case>();
    overV6(all);
    overPeering(all);
    blocksAndAddresses(all);
    return all;
  }

  private static void add(
      List<Case> all,
      String name,
      String page,
      Sheet sheet,
      Flow flow,
      Disposition expected,
      String... codes) {
    all.add(new Case(name, page, sheet.drawing, flow, expected, List.of(codes)));
  }

  private static void overV6(List<Case> all) {
    var out = v6("'EgressOnlyInternetGatewayId':@Eigw");
    var both = v6("'GatewayId':@Igw");
    add(
        all,
        "a server goes out through an egress-only internet gateway",
        EGRESS_ONLY,
        dual(out, ""),
        flow("Server", host(HOST_V6)),
        REACHABLE);
    add(
        all,
        "without a route for IPv6 it does not",
        EGRESS_ONLY,
        dual("", ""),
        flow("Server", host(HOST_V6)),
        UNREACHABLE,
        "NO_ROUTE_TO_DESTINATION");
    add(
        all,
        "without an IPv6 address it does not",
        MIGRATE,
        dual(out, ""),
        flow("Single", host(HOST_V6)),
        UNREACHABLE,
        "DIORAMA_NO_IPV6_ADDRESS");
    add(
        all,
        "nobody comes in through an egress-only internet gateway",
        EGRESS_ONLY,
        dual(out, ""),
        flow("internet", to("Server")),
        UNREACHABLE,
        "NO_ROUTE_TO_DESTINATION");
    add(
        all,
        "through an internet gateway IPv6 comes in without a public IPv4 address",
        MIGRATE,
        dual(both, ""),
        flow("internet", to("Server")),
        REACHABLE);
    add(
        all,
        "an instance without an IPv6 address stays out of reach",
        MIGRATE,
        dual(both, ""),
        flow("internet", to("Single")),
        UNREACHABLE);
    add(
        all,
        "a function that may use IPv6 goes out",
        FUNCTION,
        dual(out, ""),
        flow("Fn", host(HOST_V6)),
        REACHABLE);
    add(
        all,
        "also through an internet gateway, for its IPv6 address is public",
        FUNCTION,
        dual(both, ""),
        flow("Fn", host(HOST_V6)),
        REACHABLE);
    add(
        all,
        "a function that may not use IPv6 stays inside",
        FUNCTION,
        dual(out, ""),
        flow("FnV4", host(HOST_V6)),
        UNREACHABLE,
        "DIORAMA_NO_IPV6_ADDRESS");
    add(
        all,
        "an ACL with IPv4 entries only lets no IPv6 pass",
        VPC + "nacl-rules.html",
        dual(out, ",'NetworkAclId':@Acl"),
        flow("Server", host(HOST_V6)),
        UNREACHABLE,
        "SUBNET_ACL_RESTRICTION",
        "SUBNET_ACL_RESTRICTION");
    add(
        all,
        "an ACL with an entry for IPv6 does",
        VPC + "nacl-rules.html",
        dual(out, ",'NetworkAclId':@Acl")
            .add(
                "NetworkAcl",
                "Acl",
                "Vpc",
                "'Entries':[" + allow(100, "'Ipv6CidrBlock':'::/0'") + "]"),
        flow("Server", host(HOST_V6)),
        REACHABLE);
    add(
        all,
        "a group that lets only IPv4 out lets no IPv6 out",
        VPC + "security-group-rules.html",
        dual(out, "")
            .add(
                "SecurityGroup",
                "Quiet",
                "Vpc",
                "'GroupDescription':'g','SecurityGroupEgress':[{'IpProtocol':'-1','CidrIp':'0.0.0.0/0'}]"),
        flow("Fn", host(HOST_V6)),
        UNREACHABLE,
        "ENI_SG_RULES_MISMATCH");
    add(
        all,
        "an egress-only internet gateway carries no IPv4",
        EGRESS_ONLY,
        dual(v4("0.0.0.0/0", "'EgressOnlyInternetGatewayId':@Eigw"), ""),
        flow("Single", host("8.8.8.8")),
        UNREACHABLE,
        "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS",
        "DIORAMA_EGRESS_ONLY_GATEWAY_IS_FOR_IPV6");
    add(
        all,
        "whether a host by name has IPv6 is not known",
        MIGRATE,
        dual(out, ""),
        flow("Server", host("example.com")),
        UNKNOWN,
        "DIORAMA_HOST_MAY_HAVE_NO_IPV6_ADDRESS");
    add(
        all,
        "NAT64 is not modelled",
        VPC + "nat-gateway-nat64-dns64.html",
        dual(v6("'NatGatewayId':@Nat"), ""),
        flow("Server", host(HOST_V6)),
        UNKNOWN,
        "DIORAMA_NAT64_NOT_MODELLED");
    add(
        all,
        "inside the VPC a rule for IPv6 is enough",
        VPC + "security-group-rules.html",
        dual("", "")
            .add(
                "SecurityGroup",
                "Inner",
                "Vpc",
                "'GroupDescription':'i','SecurityGroupIngress':[{'IpProtocol':'tcp','FromPort':443,'ToPort':443,'CidrIpv6':'2600:1f00:1:101::/64'}]")
            .add("Instance", "Inside", "Sub", "'SecurityGroupIds':[@Inner]"),
        flow("Fn", to("Inside")),
        REACHABLE);
    add(
        all,
        "not for a function without IPv6",
        VPC + "security-group-rules.html",
        dual("", "")
            .add(
                "SecurityGroup",
                "Inner",
                "Vpc",
                "'GroupDescription':'i','SecurityGroupIngress':[{'IpProtocol':'tcp','FromPort':443,'ToPort':443,'CidrIpv6':'2600:1f00:1:101::/64'}]")
            .add("Instance", "Inside", "Sub", "'SecurityGroupIds':[@Inner]"),
        flow("FnV4", to("Inside")),
        UNREACHABLE,
        "ENI_SG_RULES_MISMATCH");
    add(
        all,
        "an address of its own",
        MIGRATE,
        dual(out, "")
            .add(
                "SecurityGroup",
                "Inner",
                "Vpc",
                "'GroupDescription':'i','SecurityGroupIngress':[{'IpProtocol':'tcp','FromPort':443,'ToPort':443,'CidrIpv6':'2600:1f00:1:101::77/128'}]")
            .add(
                "Instance",
                "Known",
                "Sub",
                "'SecurityGroupIds':[@Quiet],'Ipv6Addresses':[{'Ipv6Address':'2600:1f00:1:101::77'}]")
            .add("Instance", "Inside", "Sub", "'SecurityGroupIds':[@Inner]"),
        flow("Known", to("Inside")),
        REACHABLE);
    add(
        all,
        "a subnet's IPv6 block outside the VPC's",
        BLOCKS,
        dual(out, ",'Ipv6CidrBlock':'2600:1f00:2:101::/64'"),
        flow("Server", host(HOST_V6)),
        UNREACHABLE,
        "DIORAMA_SUBNET_OUTSIDE_VPC");
    add(
        all,
        "an IPv6 block of a size that AWS does not take",
        BLOCKS,
        dual(out, ",'Ipv6CidrBlock':'2600:1f00:1:101::/63'"),
        flow("Server", host(HOST_V6)),
        UNREACHABLE,
        "DIORAMA_INVALID_CIDR");
    add(
        all,
        "an IPv6 block in a VPC that has none",
        BLOCKS,
        dual(out, "").add("VPC", "Vpc", "", "'CidrBlock':'10.0.0.0/16'"),
        flow("Server", host(HOST_V6)),
        UNREACHABLE,
        "DIORAMA_SUBNET_OUTSIDE_VPC");
  }

  private static void overPeering(List<Case> all) {
    var toB = v4("10.4.0.0/16", "'VpcPeeringConnectionId':@AB");
    var toA = v4("10.0.0.0/16", "'VpcPeeringConnectionId':@AB");
    add(
        all,
        "a peering connection with routes on both sides",
        PEERING,
        peered(toB, toA, "10.4.0.0/16"),
        flow("HostA", to("HostB")),
        REACHABLE);
    add(
        all,
        "without a route back the reply is lost",
        PEERING,
        peered(toB, "", "10.4.0.0/16"),
        flow("HostA", to("HostB")),
        UNREACHABLE,
        "NO_ROUTE_TO_DESTINATION");
    add(
        all,
        "without a route there the request is",
        PEERING,
        peered("", toA, "10.4.0.0/16"),
        flow("HostA", to("HostB")),
        UNREACHABLE,
        "NO_ROUTE_TO_DESTINATION");
    add(
        all,
        "there is no transit",
        PEERING,
        peered(
            toB + "," + v4("10.8.0.0/16", "'VpcPeeringConnectionId':@AB"),
            toA + "," + v4("10.8.0.0/16", "'VpcPeeringConnectionId':@BC"),
            "10.4.0.0/16"),
        flow("HostA", to("HostC")),
        UNREACHABLE,
        "DISCONNECTED_VPCS");
    add(
        all,
        "nor to the peer's internet gateway",
        PEERING,
        peered(
            v4("0.0.0.0/0", "'VpcPeeringConnectionId':@AB"),
            toA + "," + v4("0.0.0.0/0", "'GatewayId':@IgwB"),
            "10.4.0.0/16"),
        flow("HostA", host("8.8.8.8")),
        UNREACHABLE,
        "PCX_REQUIRES_ADDRESS_IN_VPC_CIDR");
    add(
        all,
        "VPCs whose blocks overlap are not joined",
        PEERING,
        peered(
            v4("10.0.1.0/24", "'VpcPeeringConnectionId':@AB"),
            v4("10.0.1.0/24", "'VpcPeeringConnectionId':@AB"),
            "10.0.0.0/16"),
        flow("HostA", to("HostB")),
        UNREACHABLE,
        "BAD_STATE");
    add(
        all,
        "over IPv6 as well",
        PEERING,
        peered(
            "{'DestinationIpv6CidrBlock':'2600:1f00:1:200::/56','VpcPeeringConnectionId':@AB}",
            "{'DestinationIpv6CidrBlock':'2600:1f00:1:100::/56','VpcPeeringConnectionId':@AB}",
            "10.4.0.0/16"),
        flow("HostA", to("HostB")),
        REACHABLE);
  }

  private static void blocksAndAddresses(List<Case> all) {
    var prefixed = single("");
    add(
        all,
        "a second block of the VPC has a local route too",
        BLOCKS,
        prefixed,
        flow("Other", to("Server")),
        REACHABLE);
    add(
        all,
        "a group's rule for a prefix list lets nobody else in",
        LISTS,
        prefixed,
        flow("Third", to("Server")),
        UNREACHABLE,
        "ENI_SG_RULES_MISMATCH");
    add(
        all,
        "a route for a prefix list leads to its blocks",
        LISTS,
        single(",'AssociatePublicIpAddress':true")
            .add(
                "RouteTable",
                "Routes",
                "Vpc",
                "'Routes':[{'DestinationPrefixListId':@Offices,'GatewayId':@Igw}]"),
        flow("Server", host("203.0.113.9")),
        REACHABLE);
    add(
        all,
        "and not elsewhere",
        LISTS,
        single(",'AssociatePublicIpAddress':true")
            .add(
                "RouteTable",
                "Routes",
                "Vpc",
                "'Routes':[{'DestinationPrefixListId':@Offices,'GatewayId':@Igw}]"),
        flow("Server", host("8.8.8.8")),
        UNREACHABLE,
        "NO_ROUTE_TO_DESTINATION");
    add(
        all,
        "an instance without a public address",
        ELASTIC,
        single(""),
        flow("Third", host("8.8.8.8")),
        UNREACHABLE,
        "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS");
    add(
        all,
        "an Elastic IP address is one",
        ELASTIC,
        single("").add("EIP", "Address", "", "'InstanceId':@Third"),
        flow("Third", host("8.8.8.8")),
        REACHABLE);
    add(
        all,
        "also on a network interface",
        ELASTIC,
        single("")
            .add("NetworkInterface", "Nic", "Public", "'GroupSet':[@Quiet]")
            .add("EIP", "Address", "", "'NetworkInterfaceId':@Nic"),
        flow("Nic", host("8.8.8.8")),
        REACHABLE);
    add(
        all,
        "an interface that checks its packets is no NAT device",
        NAT_INSTANCE,
        middlebox("true"),
        flow("Other", host("8.8.8.8")),
        UNREACHABLE,
        "ENI_SOURCE_DEST_CHECK_RESTRICTION");
    add(
        all,
        "one that does not may be",
        NAT_INSTANCE,
        middlebox("false"),
        flow("Other", host("8.8.8.8")),
        REACHABLE);
    add(
        all,
        "a regional NAT gateway needs no public subnet",
        REGIONAL,
        regional(true),
        flow("Other", host("8.8.8.8")),
        REACHABLE);
    add(
        all,
        "but an internet gateway",
        REGIONAL,
        regional(false),
        flow("Other", host("8.8.8.8")),
        UNREACHABLE,
        "DIORAMA_VPC_WITHOUT_INTERNET_GATEWAY");
    add(
        all,
        "a subnet holds as many interfaces as it has free addresses",
        VPC + "subnet-sizing.html",
        crowded(10),
        flow("One", to("Server")),
        UNREACHABLE,
        "ENI_SG_RULES_MISMATCH");
    add(
        all,
        "and not one more",
        VPC + "subnet-sizing.html",
        crowded(11),
        flow("One", to("Server")),
        UNREACHABLE,
        "DIORAMA_SUBNET_OUT_OF_ADDRESSES");
  }

  /// A subnet with eleven free addresses and this many servers; two functions share an interface.
  private static Sheet crowded(int servers) {
    var sheet =
        single("")
            .add("Subnet", "Tiny", "Vpc", "'CidrBlock':'10.0.2.0/28'")
            .add("Lambda::Function", "One", "", "'VpcConfig':{'SubnetIds':[@Tiny]}")
            .add("Lambda::Function", "Two", "", "'VpcConfig':{'SubnetIds':[@Tiny]}");
    for (int i = 0; i < servers; i++) {
      sheet.add("Instance", "Server" + i, "Tiny", "'SecurityGroupIds':[@Quiet]");
    }
    return sheet;
  }

  private static Sheet middlebox(String check) {
    return single("")
        .add(
            "SecurityGroup",
            "Through",
            "Vpc",
            "'GroupDescription':'t','SecurityGroupIngress':[{'IpProtocol':'-1','CidrIp':'10.0.0.0/8'}]")
        .add(
            "NetworkInterface",
            "Box",
            "Public",
            "'GroupSet':[@Through],'ElasticIp':true,'SourceDestCheck':" + check)
        .add(
            "RouteTable",
            "Shut",
            "Vpc",
            "'Routes':[" + v4("0.0.0.0/0", "'NetworkInterfaceId':@Box") + "]");
  }

  private static Sheet regional(boolean gateway) {
    var sheet =
        new Sheet()
            .add("VPC", "Vpc", "", "'CidrBlock':'10.0.0.0/16'")
            .add("NatGateway", "Nat", "Vpc", "'AvailabilityMode':'regional'")
            .add(
                "RouteTable",
                "Routes",
                "Vpc",
                "'Routes':[" + v4("0.0.0.0/0", "'NatGatewayId':@Nat") + "]")
            .add("Subnet", "Private", "Vpc", "'CidrBlock':'10.0.1.0/24','RouteTableId':@Routes")
            .add("SecurityGroup", "Quiet", "Vpc", "'GroupDescription':'q'")
            .add("Instance", "Other", "Private", "'SecurityGroupIds':[@Quiet]");
    return gateway ? sheet.add("InternetGateway", "Igw", "Vpc", "") : sheet;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theEngineAnswersAsTheDocumentation(Case golden) {
    var catalog = Samples.STUDIO.catalog();
    var engine = new ReachabilityEngine(golden.drawing(), catalog);
    var trace = engine.trace(golden.flow());
    assertThat(trace.disposition()).as("%s %s", golden.page(), trace).isEqualTo(golden.expected());
    if (!golden.codes().isEmpty() || golden.expected() == REACHABLE) {
      assertThat(trace.blockers().stream().map(Blocker::code))
          .as("%s", trace)
          .containsExactlyElementsOf(golden.codes());
    }
    for (var locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
      var texts = new Texts(locale, List.of("dev.diorama.reachability.messages"));
      for (var path : trace.paths()) {
        for (var blocker : path.blockers()) {
          assertThat(texts.text(blocker.explanation())).doesNotContain("<", "{");
          assertThat(blocker.source()).startsWith("https://docs.aws.amazon.com/");
        }
      }
    }
    matrixAgrees(engine, golden);
  }

  /// The matrix says of the pair what the path says.
  private static void matrixAgrees(ReachabilityEngine engine, Case golden) {
    if (golden.flow().destination() instanceof ToResource target) {
      var from =
          golden.flow().source() instanceof FromResource source
              ? source.resource()
              : Matrix.INTERNET;
      var reach = engine.matrix().reach(from, target.resource());
      assertThat(reach.ports().contains(443)).isEqualTo(golden.expected() == REACHABLE);
    }
  }
}
