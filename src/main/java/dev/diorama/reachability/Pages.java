package dev.diorama.reachability;

/// The documentation pages on which explanations rest.
final class Pages {
  private static final String VPC = "https://docs.aws.amazon.com/vpc/latest/";
  static final String SECURITY_GROUP_RULES = VPC + "userguide/security-group-rules.html";
  static final String DEFAULT_SECURITY_GROUP = VPC + "userguide/default-security-group.html";
  static final String NETWORK_ACL = VPC + "userguide/nacl-basics.html";
  static final String EPHEMERAL_PORTS =
      VPC + "userguide/custom-network-acl.html#nacl-ephemeral-ports";
  static final String ROUTE_PRIORITY = VPC + "userguide/route-tables-priority.html";
  static final String ROUTE_TABLES = VPC + "userguide/VPC_Route_Tables.html";
  static final String INTERNET_GATEWAY = VPC + "userguide/VPC_Internet_Gateway.html";
  static final String NAT_GATEWAY = VPC + "userguide/vpc-nat-gateway.html";
  static final String NAT_GATEWAY_TROUBLE = VPC + "userguide/nat-gateway-troubleshooting.html";
  static final String NAT_GATEWAY_BASICS = VPC + "userguide/nat-gateway-basics.html";
  static final String NAT_GATEWAY_IPV6 = VPC + "userguide/nat-gateway-nat64-dns64.html";
  static final String NAT_REGIONAL = VPC + "userguide/nat-gateways-regional.html";
  static final String EGRESS_ONLY = VPC + "userguide/egress-only-internet-gateway.html";
  static final String IPV6 = VPC + "userguide/vpc-migrate-ipv6.html";
  static final String PEERING = VPC + "peering/vpc-peering-basics.html";
  static final String PREFIX_LIST = VPC + "userguide/managed-prefix-lists.html";
  static final String NAT_INSTANCE = VPC + "userguide/work-with-nat-instances.html";
  static final String VPC_CIDR = VPC + "userguide/vpc-cidr-blocks.html";
  static final String SUBNET_CIDR = VPC + "userguide/subnet-sizing.html";
  static final String DNS = VPC + "userguide/AmazonDNS-concepts.html";
  static final String GATEWAY_ENDPOINT = VPC + "privatelink/gateway-endpoints.html";
  static final String S3_ENDPOINT = VPC + "privatelink/vpc-endpoints-s3.html";
  static final String DYNAMODB_ENDPOINT = VPC + "privatelink/vpc-endpoints-ddb.html";
  static final String INTERFACE_ENDPOINT = VPC + "privatelink/create-interface-endpoint.html";
  static final String EXPLANATION_CODES = VPC + "reachability/explanation-codes.html";
  static final String LAMBDA_INTERNET =
      "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html";
  static final String LAMBDA_VPC =
      "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html";
  static final String RDS_VPC =
      "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html";
  static final String RDS_TROUBLE =
      "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Troubleshooting.html";

  private Pages() {}
}
