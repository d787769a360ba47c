package dev.diorama.reachability;

import static dev.diorama.reachability.Disposition.AMBIGUOUS;
import static dev.diorama.reachability.Disposition.INTERMITTENT;
import static dev.diorama.reachability.Disposition.REACHABLE;
import static dev.diorama.reachability.Disposition.UNKNOWN;
import static dev.diorama.reachability.Disposition.UNREACHABLE;
import static dev.diorama.reachability.Drawing.entry;
import static dev.diorama.reachability.Drawing.in;
import static dev.diorama.reachability.Drawing.internet;
import static dev.diorama.reachability.Drawing.out;
import static dev.diorama.reachability.Drawing.route;
import static dev.diorama.reachability.Drawing.service;
import static dev.diorama.reachability.Drawing.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.catalog.Texts;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.reachability.Flow.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What AWS's documentation says, case by case, with its page.
class GoldenCasesTest {
  private static final String VPC = "https://docs.aws.amazon.com/vpc/latest/userguide/";
  private static final String LINK = "https://docs.aws.amazon.com/vpc/latest/privatelink/";
  private static final String LAMBDA = "https://docs.aws.amazon.com/lambda/latest/dg/";
  private static final String RDS = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/";

  private static final String FUNCTION_VPC = LAMBDA + "configuration-vpc.html";
  private static final String FUNCTION_INTERNET = LAMBDA + "configuration-vpc-internet.html";
  private static final String GROUP = VPC + "security-group-rules.html";
  private static final String DEFAULT_GROUP = VPC + "default-security-group.html";
  private static final String TRACKING =
      "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-connection-tracking.html";
  private static final String ACL = VPC + "nacl-basics.html";
  private static final String ACL_RULES = VPC + "nacl-rules.html";
  private static final String EPHEMERAL = VPC + "custom-network-acl.html#nacl-ephemeral-ports";
  private static final String ROUTES = VPC + "route-tables-priority.html";
  private static final String TABLES = VPC + "RouteTables.html";
  private static final String IGW = VPC + "VPC_Internet_Gateway.html";
  private static final String NAT = VPC + "vpc-nat-gateway.html";
  private static final String NAT_TROUBLE = VPC + "nat-gateway-troubleshooting.html";
  private static final String NAT_INSTANCE = VPC + "work-with-nat-instances.html";
  private static final String GATEWAY = LINK + "gateway-endpoints.html";
  private static final String INTERFACE = LINK + "create-interface-endpoint.html";
  private static final String DNS = VPC + "AmazonDNS-concepts.html";
  private static final String SUBNETS = VPC + "subnet-sizing.html";
  private static final String CODES =
      "https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html";

  record Case(
      String name,
      String page,
      Drawing drawing,
      Flow flow,
      Disposition expected,
      List<String> codes) {
    @Override
    public String toString() {
      return name;
    }
  }

  private final List<Case> cases = new ArrayList<>();

  private static Drawing base() {
    return new Drawing()
        .vpc("Vpc", "10.0.0.0/16")
        .internetGateway("Igw", "Vpc")
        .table("PublicRoutes", "Vpc", route("0.0.0.0/0", "GatewayId", "@Igw"))
        .table("PrivateRoutes", "Vpc", route("0.0.0.0/0", "NatGatewayId", "@Nat"))
        .table("ShutRoutes", "Vpc", "")
        .subnet("Public", "Vpc", "10.0.0.0/24", "'RouteTableId':@PublicRoutes")
        .subnet("Private", "Vpc", "10.0.1.0/24", "'RouteTableId':@PrivateRoutes")
        .subnet("Data", "Vpc", "10.0.2.0/24", "'RouteTableId':@ShutRoutes")
        .natGateway("Nat", "Public")
        .group("AppGroup", "Vpc", "")
        .group("WebGroup", "Vpc", ingress(in("tcp", 443, 443, "0.0.0.0/0")))
        .group("DbGroup", "Vpc", ingress(in("tcp", 5432, 5432, "@AppGroup")))
        .function("Fn", "'Subnets':[@Private],'Groups':[@AppGroup]")
        .function("ShutFn", "'Subnets':[@Data],'Groups':[@AppGroup]")
        .function("PublicFn", "'Subnets':[@Public],'Groups':[@AppGroup]")
        .function("Outside", "")
        .server("Web", "'Subnets':[@Public],'Groups':[@WebGroup],'Public':true")
        .server("Srv", "'Subnets':[@Private],'Groups':[@AppGroup]")
        .database("Db", "'Subnets':[@Data],'Groups':[@DbGroup]")
        .client("Client");
  }

  private static String ingress(String... rules) {
    return "'SecurityGroupIngress':[" + String.join(",", rules) + "]";
  }

  private static String egress(String... rules) {
    return "'SecurityGroupEgress':[" + String.join(",", rules) + "]";
  }

  /// The base with another database group.
  private static Drawing db(String properties) {
    return base().group("DbGroup", "Vpc", properties);
  }

  /// The base with other rules for the callers.
  private static Drawing app(String properties) {
    return base().group("AppGroup", "Vpc", properties);
  }

  /// The base with a network ACL on the database's subnet.
  private static Drawing dataAcl(String... entries) {
    return base()
        .acl("DataAcl", "Vpc", String.join(",", entries))
        .subnet("Data", "Vpc", "10.0.2.0/24", "'RouteTableId':@ShutRoutes,'NetworkAclId':@DataAcl");
  }

  private static Drawing publicAcl(String... entries) {
    return base()
        .acl("PublicAcl", "Vpc", String.join(",", entries))
        .subnet(
            "Public",
            "Vpc",
            "10.0.0.0/24",
            "'RouteTableId':@PublicRoutes,'NetworkAclId':@PublicAcl");
  }

  private static Drawing endpoint(String properties) {
    return base().add("AWS::EC2::VPCEndpoint", "Endpoint", "Vpc", properties);
  }

  private static Drawing natInstance(String properties, String group) {
    return base()
        .group("NatGroup", "Vpc", group)
        .server("NatHost", "'Subnets':[@Public],'Groups':[@NatGroup]," + properties)
        .table("PrivateRoutes", "Vpc", route("0.0.0.0/0", "InstanceId", "@NatHost"));
  }

  private void add(
      String name,
      String page,
      Drawing drawing,
      String from,
      Flow.Destination to,
      int port,
      Disposition expected,
      String... codes) {
    add(
        name,
        page,
        drawing,
        new Flow(new Flow.FromResource(new ResourceId(from)), to, Protocol.TCP, port),
        expected,
        codes);
  }

  private void add(
      String name, String page, Drawing drawing, Flow flow, Disposition expected, String... codes) {
    cases.add(new Case(name, page, drawing, flow, expected, List.of(codes)));
  }

  static List<Case> cases() {
    var test = new GoldenCasesTest();
    test.functions();
    test.groups();
    test.acls();
    test.routes();
    test.outside();
    test.nat();
    test.endpoints();
    test.rest();
    return test.cases;
  }

  private void functions() {
    var two = base().function("Two", "'Subnets':[@Private,@Data],'Groups':[@AppGroup]");
    add(
        "outside a VPC to the internet",
        FUNCTION_VPC,
        base(),
        "Outside",
        internet(),
        443,
        REACHABLE);
    add(
        "outside a VPC to a service",
        FUNCTION_VPC,
        base(),
        "Outside",
        service("s3"),
        443,
        REACHABLE);
    add(
        "outside a VPC to a private database",
        FUNCTION_VPC,
        base(),
        "Outside",
        to("Db"),
        5432,
        UNREACHABLE,
        "DIORAMA_FUNCTION_NOT_IN_VPC");
    add("in a VPC to a private database", FUNCTION_VPC, base(), "Fn", to("Db"), 5432, REACHABLE);
    add("private subnet with NAT", FUNCTION_INTERNET, base(), "Fn", internet(), 443, REACHABLE);
    add(
        "private subnet with NAT to a service",
        FUNCTION_INTERNET,
        base(),
        "Fn",
        service("sqs"),
        443,
        REACHABLE);
    add(
        "public subnet gives a function no internet",
        FUNCTION_INTERNET,
        base(),
        "PublicFn",
        internet(),
        443,
        UNREACHABLE,
        "DIORAMA_LAMBDA_HAS_NO_PUBLIC_ADDRESS");
    add(
        "public subnet gives a function no service",
        FUNCTION_INTERNET,
        base(),
        "PublicFn",
        service("sqs"),
        443,
        UNREACHABLE,
        "DIORAMA_LAMBDA_HAS_NO_PUBLIC_ADDRESS");
    add(
        "no route out",
        FUNCTION_INTERNET,
        base(),
        "ShutFn",
        internet(),
        443,
        UNREACHABLE,
        "NO_ROUTE_TO_DESTINATION");
    add("one of two subnets leads out", FUNCTION_VPC, two, "Two", internet(), 443, INTERMITTENT);
    add(
        "nobody connects to a function",
        FUNCTION_VPC,
        base(),
        "Srv",
        to("Fn"),
        443,
        UNREACHABLE,
        "SG_HAS_NO_RULES",
        "DIORAMA_FUNCTION_ACCEPTS_NO_CONNECTIONS");
  }

  private void groups() {
    add("no inbound rules", GROUP, db(""), "Fn", to("Db"), 5432, UNREACHABLE, "SG_HAS_NO_RULES");
    add(
        "another port",
        GROUP,
        db(ingress(in("tcp", 3306, 3306, "@AppGroup"))),
        "Fn",
        to("Db"),
        5432,
        UNREACHABLE,
        "ENI_SG_RULES_MISMATCH");
    add(
        "the caller's block",
        GROUP,
        db(ingress(in("tcp", 5432, 5432, "10.0.1.0/24"))),
        "Fn",
        to("Db"),
        5432,
        REACHABLE);
    add(
        "another block",
        GROUP,
        db(ingress(in("tcp", 5432, 5432, "10.0.3.0/24"))),
        "Fn",
        to("Db"),
        5432,
        UNREACHABLE,
        "ENI_SG_RULES_MISMATCH");
    add(
        "half of the caller's block",
        GROUP,
        db(ingress(in("tcp", 5432, 5432, "10.0.1.0/25"))),
        "Fn",
        to("Db"),
        5432,
        AMBIGUOUS);
    add(
        "another group",
        GROUP,
        db(ingress(in("tcp", 5432, 5432, "@WebGroup"))),
        "Fn",
        to("Db"),
        5432,
        UNREACHABLE,
        "ENI_SG_RULES_MISMATCH");
    add(
        "all protocols",
        GROUP,
        db(ingress(in("-1", -1, -1, "@AppGroup"))),
        "Fn",
        to("Db"),
        5432,
        REACHABLE);
    add(
        "a range that holds the port",
        GROUP,
        db(ingress(in("tcp", 5000, 5432, "@AppGroup"))),
        "Fn",
        to("Db"),
        5432,
        REACHABLE);
    add(
        "a range that begins behind the port",
        GROUP,
        db(ingress(in("tcp", 5433, 6000, "@AppGroup"))),
        "Fn",
        to("Db"),
        5432,
        UNREACHABLE,
        "ENI_SG_RULES_MISMATCH");
    add(
        "another protocol",
        GROUP,
        db(ingress(in("udp", 5432, 5432, "@AppGroup"))),
        "Fn",
        to("Db"),
        5432,
        UNREACHABLE,
        "ENI_SG_RULES_MISMATCH");
    add(
        "any of several groups",
        GROUP,
        base().database("Db", "'Subnets':[@Data],'Groups':[@WebGroup,@DbGroup]"),
        "Fn",
        to("Db"),
        5432,
        REACHABLE);
    add(
        "outbound to another port only",
        GROUP,
        app(egress(out("tcp", 443, 443, "0.0.0.0/0"))),
        "Fn",
        to("Db"),
        5432,
        UNREACHABLE,
        "ENI_SG_RULES_MISMATCH");
    add(
        "outbound to the database's group",
        GROUP,
        app(egress(out("tcp", 5432, 5432, "@DbGroup"))),
        "Fn",
        to("Db"),
        5432,
        REACHABLE);
    add(
        "outbound rules that were all removed",
        GROUP,
        app(egress()),
        "Fn",
        to("Db"),
        5432,
        UNREACHABLE,
        "SG_HAS_NO_RULES");
    add(
        "a group as peer means private addresses",
        GROUP,
        app(egress(out("tcp", 443, 443, "@DbGroup"))),
        "Fn",
        internet(),
        443,
        UNREACHABLE,
        "ENI_SG_RULES_MISMATCH");
    add(
        "replies need no outbound rule",
        TRACKING,
        db(ingress(in("tcp", 5432, 5432, "@AppGroup")) + "," + egress()),
        "Fn",
        to("Db"),
        5432,
        REACHABLE);
    add(
        "a prefix list might allow",
        GROUP,
        app(
            egress(
                "{'IpProtocol':'tcp','FromPort':443,'ToPort':443,'DestinationPrefixListId':'pl-1'}")),
        "Fn",
        internet(),
        443,
        UNKNOWN,
        "DIORAMA_RULE_NOT_MODELLED");
    var twins = base().group("Twins", "Vpc", ingress(in("tcp", 8080, 8080, "@Twins")));
    add(
        "members of one group",
        GROUP,
        twins
            .server("A", "'Subnets':[@Private],'Groups':[@Twins]")
            .server("B", "'Subnets':[@Data],'Groups':[@Twins]"),
        "A",
        to("B"),
        8080,
        REACHABLE);
    var plain = base().server("A", "'Subnets':[@Private]").server("B", "'Subnets':[@Data]");
    add(
        "the default group lets its members in",
        DEFAULT_GROUP,
        plain,
        "A",
        to("B"),
        8080,
        REACHABLE);
    add(
        "the default group lets nobody else in",
        DEFAULT_GROUP,
        plain,
        "Srv",
        to("B"),
        8080,
        UNREACHABLE,
        "ENI_SG_RULES_MISMATCH");
    var ping = new Flow(new Flow.FromResource(new ResourceId("Fn")), to("Srv"), Protocol.ICMP, 0);
    add(
        "echo requests are ICMP type 8",
        GROUP,
        app(ingress(in("icmp", 8, -1, "@AppGroup"))),
        ping,
        REACHABLE);
    add(
        "echo replies are ICMP type 0",
        GROUP,
        app(ingress(in("icmp", 0, -1, "@AppGroup"))),
        ping,
        UNREACHABLE,
        "ENI_SG_RULES_MISMATCH");
  }

  private void acls() {
    var request = entry(100, false, "allow", 6, "10.0.0.0/16", 5432, 5432);
    var reply = entry(100, true, "allow", 6, "10.0.0.0/16", 1024, 65535);
    add(
        "a custom ACL without entries",
        ACL,
        dataAcl(),
        "Fn",
        to("Db"),
        5432,
        UNREACHABLE,
        "SUBNET_ACL_RESTRICTION",
        "SUBNET_ACL_RESTRICTION");
    add(
        "ACLs are stateless",
        ACL,
        dataAcl(request),
        "Fn",
        to("Db"),
        5432,
        UNREACHABLE,
        "SUBNET_ACL_RESTRICTION");
    add("request and reply", EPHEMERAL, dataAcl(request, reply), "Fn", to("Db"), 5432, REACHABLE);
    add(
        "Linux's ephemeral ports are a part of Lambda's",
        EPHEMERAL,
        dataAcl(request, entry(100, true, "allow", 6, "0.0.0.0/0", 32768, 60999)),
        "Fn",
        to("Db"),
        5432,
        INTERMITTENT,
        "SUBNET_ACL_RESTRICTION");
    add(
        "no port of the reply",
        EPHEMERAL,
        dataAcl(request, entry(100, true, "allow", 6, "0.0.0.0/0", 0, 1023)),
        "Fn",
        to("Db"),
        5432,
        UNREACHABLE,
        "SUBNET_ACL_RESTRICTION");
    add(
        "a lower number denies first",
        ACL_RULES,
        dataAcl(request, reply, entry(90, false, "deny", 6, "10.0.1.0/24", 5432, 5432)),
        "Fn",
        to("Db"),
        5432,
        UNREACHABLE,
        "SUBNET_ACL_RESTRICTION");
    add(
        "a higher number denies in vain",
        ACL_RULES,
        dataAcl(request, reply, entry(110, false, "deny", -1, "0.0.0.0/0", 0, 65535)),
        "Fn",
        to("Db"),
        5432,
        REACHABLE);
    add(
        "another block",
        ACL_RULES,
        dataAcl(entry(100, false, "allow", 6, "10.0.3.0/24", 5432, 5432), reply),
        "Fn",
        to("Db"),
        5432,
        UNREACHABLE,
        "SUBNET_ACL_RESTRICTION");
    add(
        "all protocols",
        ACL_RULES,
        dataAcl(
            entry(1, false, "allow", -1, "0.0.0.0/0", 0, 0),
            entry(1, true, "allow", -1, "0.0.0.0/0", 0, 0)),
        "Fn",
        to("Db"),
        5432,
        REACHABLE);
    add("not inside one subnet", ACL, dataAcl(), "ShutFn", to("Db"), 5432, REACHABLE);
    add(
        "an entry that cannot be understood",
        ACL_RULES,
        dataAcl(
            request,
            reply,
            "{'RuleNumber':5,'Protocol':6,'RuleAction':'deny','CidrBlock':'nonsense'}"),
        "Fn",
        to("Db"),
        5432,
        UNKNOWN,
        "DIORAMA_ACL_ENTRY_NOT_UNDERSTOOD");
    var natIn = entry(100, false, "allow", 6, "10.0.0.0/16", 443, 443);
    var natBack = entry(110, false, "allow", 6, "0.0.0.0/0", 1024, 65535);
    var natOut = entry(100, true, "allow", 6, "0.0.0.0/0", 443, 443);
    var natReply = entry(110, true, "allow", 6, "10.0.0.0/16", 1024, 65535);
    add(
        "the NAT gateway's subnet lets all four packets pass",
        EPHEMERAL,
        publicAcl(natIn, natBack, natOut, natReply),
        "Fn",
        internet(),
        443,
        REACHABLE);
    add(
        "the NAT gateway's ports are not let back in",
        EPHEMERAL,
        publicAcl(natIn, natOut, natReply),
        "Fn",
        internet(),
        443,
        UNREACHABLE,
        "SUBNET_ACL_RESTRICTION");
    add(
        "the NAT gateway may not answer the client",
        EPHEMERAL,
        publicAcl(natIn, natBack, natOut),
        "Fn",
        internet(),
        443,
        UNREACHABLE,
        "SUBNET_ACL_RESTRICTION");
    add(
        "the NAT gateway may not send",
        EPHEMERAL,
        publicAcl(natIn, natBack, natReply),
        "Fn",
        internet(),
        443,
        UNREACHABLE,
        "SUBNET_ACL_RESTRICTION");
  }

  private void routes() {
    var specific =
        base()
            .table("PublicRoutes", "Vpc", route("0.0.0.0/0", "GatewayId", "@Igw"))
            .table(
                "MixedRoutes",
                "Vpc",
                route("0.0.0.0/0", "GatewayId", "@Igw")
                    + ","
                    + route("203.0.113.0/24", "NatGatewayId", "@Nat"))
            .subnet("Mixed", "Vpc", "10.0.5.0/24", "'RouteTableId':@MixedRoutes")
            .function("Mix", "'Subnets':[@Mixed],'Groups':[@AppGroup]");
    add(
        "the most specific route",
        ROUTES,
        specific,
        "Mix",
        new Flow.ToInternet("203.0.113.7"),
        443,
        REACHABLE);
    add(
        "the less specific route for all else",
        ROUTES,
        specific,
        "Mix",
        new Flow.ToInternet("8.8.8.8"),
        443,
        UNREACHABLE,
        "DIORAMA_LAMBDA_HAS_NO_PUBLIC_ADDRESS");
    add("a host of unknown address", ROUTES, specific, "Mix", internet(), 443, AMBIGUOUS);
    var main = base().subnet("Private", "Vpc", "10.0.1.0/24", "");
    add(
        "no table: the main one, local only",
        TABLES,
        main,
        "Fn",
        internet(),
        443,
        UNREACHABLE,
        "NO_ROUTE_TO_DESTINATION");
    add(
        "the local route is always there",
        TABLES,
        base().subnet("Private", "Vpc", "10.0.1.0/24", ""),
        "Fn",
        to("Db"),
        5432,
        REACHABLE);
    add(
        "a drawn main table",
        TABLES,
        base()
            .subnet("Private", "Vpc", "10.0.1.0/24", "")
            .add(
                "AWS::EC2::RouteTable",
                "MainRoutes",
                "Vpc",
                "'Main':true,'Routes':[" + route("0.0.0.0/0", "NatGatewayId", "@Nat") + "]"),
        "Fn",
        internet(),
        443,
        REACHABLE);
    add(
        "a black hole",
        CODES,
        base().table("PrivateRoutes", "Vpc", route("0.0.0.0/0", "NatGatewayId", "@Gone")),
        "Fn",
        internet(),
        443,
        UNREACHABLE,
        "BAD_STATE_ROUTE");
    add(
        "a transit gateway is not modelled",
        CODES,
        base().table("PrivateRoutes", "Vpc", route("0.0.0.0/0", "TransitGatewayId", "'tgw-1'")),
        "Fn",
        internet(),
        443,
        UNKNOWN,
        "DIORAMA_ROUTE_NOT_MODELLED");
  }

  private void outside() {
    var fromInternet = new Flow(new Flow.FromInternet(), to("Web"), Protocol.TCP, 443);
    add("a public address and a route", IGW, base(), "Web", internet(), 443, REACHABLE);
    add("a public server answers", IGW, base(), fromInternet, REACHABLE);
    add("a client reaches it too", IGW, base(), "Client", to("Web"), 443, REACHABLE);
    add(
        "not on another port",
        GROUP,
        base(),
        "Client",
        to("Web"),
        22,
        UNREACHABLE,
        "ENI_SG_RULES_MISMATCH");
    add(
        "a rule for some addresses only",
        GROUP,
        base().group("WebGroup", "Vpc", ingress(in("tcp", 443, 443, "203.0.113.0/24"))),
        fromInternet,
        AMBIGUOUS);
    add(
        "no public address",
        IGW,
        base().server("Web", "'Subnets':[@Public],'Groups':[@WebGroup]"),
        "Web",
        internet(),
        443,
        UNREACHABLE,
        "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS");
    add(
        "nobody reaches a private address",
        IGW,
        base().server("Web", "'Subnets':[@Public],'Groups':[@WebGroup]"),
        fromInternet,
        UNREACHABLE,
        "IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS");
    add(
        "a public address without a route",
        IGW,
        base().server("Web", "'Subnets':[@Data],'Groups':[@WebGroup],'Public':true"),
        fromInternet,
        UNREACHABLE,
        "NO_ROUTE_TO_DESTINATION");
    add(
        "a client and a private database",
        RDS + "USER_VPC.WorkingWithRDSInstanceinaVPC.html",
        base(),
        "Client",
        to("Db"),
        5432,
        UNREACHABLE,
        "IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS",
        "ENI_SG_RULES_MISMATCH",
        "NO_ROUTE_TO_DESTINATION");
    add(
        "a gateway of another VPC",
        IGW,
        base().vpc("Other", "10.9.0.0/16").internetGateway("Igw", "Other"),
        "Web",
        internet(),
        443,
        UNREACHABLE,
        "BAD_STATE_ATTACHMENT");
    add(
        "private addresses do not leave",
        CODES,
        base(),
        "Web",
        new Flow.ToInternet("192.168.1.1"),
        443,
        UNREACHABLE,
        "IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS");
    add("clients reach services", IGW, base(), "Client", service("s3"), 443, REACHABLE);
  }

  private void nat() {
    add(
        "in a private subnet",
        NAT_TROUBLE,
        base().natGateway("Nat", "Data"),
        "Fn",
        internet(),
        443,
        UNREACHABLE,
        "DIORAMA_NAT_GATEWAY_WITHOUT_INTERNET_ROUTE");
    add(
        "of private connectivity",
        NAT,
        base().add("AWS::EC2::NatGateway", "Nat", "Public", "'ConnectivityType':'private'"),
        "Fn",
        internet(),
        443,
        UNREACHABLE,
        "DIORAMA_NAT_GATEWAY_IS_PRIVATE");
    add(
        "in another VPC",
        CODES,
        base()
            .vpc("Other", "10.9.0.0/16")
            .subnet("Far", "Other", "10.9.0.0/24", "")
            .natGateway("Nat", "Far"),
        "Fn",
        internet(),
        443,
        UNREACHABLE,
        "NGW_REQUIRES_SOURCE_IN_VPC");
    add(
        "drawn in no subnet",
        CODES,
        base().natGateway("Nat", ""),
        "Fn",
        internet(),
        443,
        UNREACHABLE,
        "UNASSOCIATED_COMPONENT");
    var lets = ingress(in("tcp", 443, 443, "10.0.1.0/24"));
    add(
        "a NAT instance",
        NAT_INSTANCE,
        natInstance("'Public':true,'SourceDestCheck':false,'Purpose':'nat'", lets),
        "Fn",
        internet(),
        443,
        REACHABLE);
    add(
        "with source and destination check",
        NAT_INSTANCE,
        natInstance("'Public':true,'Purpose':'nat'", lets),
        "Fn",
        internet(),
        443,
        UNREACHABLE,
        "ENI_SOURCE_DEST_CHECK_RESTRICTION");
    add(
        "whose group does not let the port in",
        NAT_INSTANCE,
        natInstance(
            "'Public':true,'SourceDestCheck':false,'Purpose':'nat'",
            ingress(in("tcp", 80, 80, "10.0.1.0/24"))),
        "Fn",
        internet(),
        443,
        UNREACHABLE,
        "ENI_SG_RULES_MISMATCH");
    add(
        "without a public address",
        NAT_INSTANCE,
        natInstance("'SourceDestCheck':false,'Purpose':'nat'", lets),
        "Fn",
        internet(),
        443,
        UNREACHABLE,
        "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS");
    add(
        "that is a plain server",
        NAT_INSTANCE,
        natInstance("'Public':true,'SourceDestCheck':false,'Purpose':'server'", lets),
        "Fn",
        internet(),
        443,
        UNREACHABLE,
        "DIORAMA_INSTANCE_IS_NO_NAT");
  }

  private void endpoints() {
    var s3 = "'ServiceName':'s3','RouteTableIds':[@ShutRoutes]";
    add("a gateway endpoint", GATEWAY, endpoint(s3), "ShutFn", service("s3"), 443, REACHABLE);
    add(
        "by its full name",
        GATEWAY,
        endpoint("'ServiceName':'com.amazonaws.us-east-1.s3','RouteTableIds':[@ShutRoutes]"),
        "ShutFn",
        service("s3"),
        443,
        REACHABLE);
    add(
        "of another Region",
        GATEWAY,
        endpoint("'ServiceName':'com.amazonaws.eu-west-1.s3','RouteTableIds':[@ShutRoutes]"),
        "ShutFn",
        service("s3"),
        443,
        UNREACHABLE,
        "NO_ROUTE_TO_DESTINATION");
    add(
        "for another service",
        GATEWAY,
        endpoint(s3),
        "ShutFn",
        service("dynamodb"),
        443,
        UNREACHABLE,
        "NO_ROUTE_TO_DESTINATION");
    add(
        "of another route table",
        GATEWAY,
        endpoint("'ServiceName':'s3','RouteTableIds':[@PublicRoutes]"),
        "ShutFn",
        service("s3"),
        443,
        UNREACHABLE,
        "NO_ROUTE_TO_DESTINATION");
    add(
        "without DNS hostnames",
        GATEWAY,
        endpoint(s3).set("Vpc", "EnableDnsHostnames", Value.of(false)),
        "ShutFn",
        service("s3"),
        443,
        UNREACHABLE,
        "DIORAMA_VPC_DNS_ATTRIBUTES_OFF");
    add(
        "the service's addresses are public",
        GATEWAY,
        endpoint(s3).group("AppGroup", "Vpc", egress(out("tcp", 443, 443, "10.0.0.0/16"))),
        "ShutFn",
        service("s3"),
        443,
        UNREACHABLE,
        "ENI_SG_RULES_MISMATCH");
    add(
        "only S3 and DynamoDB have one",
        GATEWAY,
        endpoint("'ServiceName':'sqs','RouteTableIds':[@ShutRoutes]"),
        "ShutFn",
        service("sqs"),
        443,
        UNREACHABLE,
        "DIORAMA_NO_GATEWAY_ENDPOINT_FOR_SERVICE");
    var sqs =
        "'VpcEndpointType':'Interface','ServiceName':'sqs','SubnetIds':[@Data],'SecurityGroupIds':[@WebGroup],'PrivateDnsEnabled':";
    add(
        "an interface endpoint",
        INTERFACE,
        endpoint(sqs + "true"),
        "ShutFn",
        service("sqs"),
        443,
        REACHABLE);
    add(
        "from another subnet",
        INTERFACE,
        endpoint(sqs + "true"),
        "Fn",
        service("sqs"),
        443,
        REACHABLE);
    add(
        "without private DNS",
        INTERFACE,
        endpoint(sqs + "false"),
        "ShutFn",
        service("sqs"),
        443,
        UNREACHABLE,
        "DIORAMA_PRIVATE_DNS_OFF");
    add(
        "whose VPC has no DNS hostnames",
        INTERFACE,
        endpoint(sqs + "true").set("Vpc", "EnableDnsHostnames", Value.of(false)),
        "ShutFn",
        service("sqs"),
        443,
        UNREACHABLE,
        "DIORAMA_VPC_DNS_ATTRIBUTES_OFF");
    add(
        "whose group lets nobody in",
        INTERFACE,
        endpoint(sqs + "true").group("WebGroup", "Vpc", ""),
        "ShutFn",
        service("sqs"),
        443,
        UNREACHABLE,
        "SG_HAS_NO_RULES");
    add(
        "with the default group",
        INTERFACE,
        endpoint(
            "'VpcEndpointType':'Interface','ServiceName':'sqs','SubnetIds':[@Data],'PrivateDnsEnabled':true"),
        "ShutFn",
        service("sqs"),
        443,
        UNREACHABLE,
        "ENI_SG_RULES_MISMATCH");
    add(
        "without private DNS the NAT gateway still works",
        INTERFACE,
        endpoint(sqs + "false"),
        "Fn",
        service("sqs"),
        443,
        REACHABLE);
    add(
        "in no subnet",
        CODES,
        endpoint("'VpcEndpointType':'Interface','ServiceName':'sqs','PrivateDnsEnabled':true"),
        "ShutFn",
        service("sqs"),
        443,
        UNREACHABLE,
        "UNASSOCIATED_COMPONENT");
  }

  private void rest() {
    add(
        "the VPC's resolver is off",
        DNS,
        base().set("Vpc", "EnableDnsSupport", Value.of(false)),
        "Fn",
        internet(),
        443,
        UNREACHABLE,
        "DIORAMA_VPC_DNS_SUPPORT_OFF");
    add(
        "a database's name needs it",
        DNS,
        base().set("Vpc", "EnableDnsSupport", Value.of(false)),
        "Fn",
        to("Db"),
        5432,
        UNREACHABLE,
        "DIORAMA_VPC_DNS_SUPPORT_OFF");
    add(
        "an address needs no name",
        DNS,
        base().set("Vpc", "EnableDnsSupport", Value.of(false)),
        "Fn",
        new Flow.ToInternet("8.8.8.8"),
        443,
        REACHABLE);
    add(
        "nobody listens",
        RDS + "CHAP_Troubleshooting.html",
        db(ingress(in("tcp", 0, 65535, "@AppGroup"))),
        "Fn",
        to("Db"),
        3306,
        UNREACHABLE,
        "DIORAMA_PORT_NOT_SERVED");
    add(
        "a database's address is in one of its subnets",
        RDS + "USER_VPC.WorkingWithRDSInstanceinaVPC.html",
        dataAcl()
            .subnet("Data2", "Vpc", "10.0.3.0/24", "")
            .database("Db", "'Subnets':[@Data,@Data2],'Groups':[@DbGroup]"),
        "Fn",
        to("Db"),
        5432,
        AMBIGUOUS);
    var far =
        base()
            .vpc("Other", "10.9.0.0/16")
            .subnet("Far", "Other", "10.9.0.0/24", "")
            .group("FarGroup", "Other", ingress(in("-1", -1, -1, "0.0.0.0/0")))
            .database("FarDb", "'Subnets':[@Far],'Groups':[@FarGroup]");
    add(
        "two VPCs are not connected",
        CODES,
        far,
        "Fn",
        to("FarDb"),
        5432,
        UNREACHABLE,
        "DISCONNECTED_VPCS");
    add(
        "a block outside the VPC's",
        SUBNETS,
        base().subnet("Data", "Vpc", "10.1.2.0/24", ""),
        "Fn",
        to("Db"),
        5432,
        UNREACHABLE,
        "DIORAMA_SUBNET_OUTSIDE_VPC");
    add(
        "overlapping blocks",
        SUBNETS,
        base().subnet("More", "Vpc", "10.0.2.128/25", ""),
        "Fn",
        to("Db"),
        5432,
        UNREACHABLE,
        "DIORAMA_OVERLAPPING_SUBNETS");
    add(
        "a block that is none",
        SUBNETS,
        base().subnet("Data", "Vpc", "10.0.2.0/33", ""),
        "Fn",
        to("Db"),
        5432,
        UNREACHABLE,
        "DIORAMA_INVALID_CIDR");
    add(
        "a subnet larger than AWS takes",
        SUBNETS,
        base().subnet("Data", "Vpc", "10.0.0.0/8", ""),
        "Fn",
        to("Db"),
        5432,
        UNREACHABLE,
        "DIORAMA_INVALID_CIDR");
    add(
        "something that is not drawn",
        CODES,
        base(),
        "Fn",
        to("Nothing"),
        1,
        UNREACHABLE,
        "NO_SOURCE_OR_DESTINATION");
    add(
        "a group of another VPC",
        GROUP,
        far.group("Stray", "Other", ingress(in("tcp", 5432, 5432, "10.0.0.0/16")))
            .database("Db", "'Subnets':[@Data],'Groups':[@Stray]"),
        "Fn",
        to("Db"),
        5432,
        UNREACHABLE,
        "DIORAMA_SECURITY_GROUP_IN_OTHER_VPC");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theEngineAnswersAsTheDocumentation(Case golden) {
    var trace = golden.drawing().trace(golden.flow());
    assertThat(trace.disposition()).as("%s %s", golden.page(), trace).isEqualTo(golden.expected());
    if (!golden.codes().isEmpty() || golden.expected() == REACHABLE) {
      assertThat(Drawing.codes(trace)).as(golden.page()).containsExactlyElementsOf(golden.codes());
    }
    for (var locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
      var texts = new Texts(locale, List.of("dev.diorama.reachability.messages"));
      for (var path : trace.paths()) {
        for (var blocker : path.blockers()) {
          assertThat(texts.text(blocker.explanation())).doesNotContain("<", "{");
          assertThat(blocker.source()).startsWith("https://docs.aws.amazon.com/");
        }
        path.forward()
            .forEach(h -> assertThat(texts.text(h.explanation())).doesNotContain("<", "{"));
        path.reply().forEach(h -> assertThat(texts.text(h.explanation())).doesNotContain("<", "{"));
      }
    }
  }

  @Test
  void thereAreAtLeastSixtyCases() {
    assertThat(cases())
        .hasSizeGreaterThanOrEqualTo(60)
        .allSatisfy(c -> assertThat(c.page()).startsWith("https://docs.aws.amazon.com/"));
  }
}
