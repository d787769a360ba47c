package dev.diorama.reachability;

import dev.diorama.model.ResourceTypeName;

/// The EC2 nouns of which networks are made; they are this package's vocabulary.
final class Ec2Types {
  static final ResourceTypeName VPC = new ResourceTypeName("AWS::EC2::VPC");
  static final ResourceTypeName AVAILABILITY_ZONE =
      new ResourceTypeName("Diorama::AvailabilityZone");
  static final ResourceTypeName SUBNET = new ResourceTypeName("AWS::EC2::Subnet");
  static final ResourceTypeName SECURITY_GROUP = new ResourceTypeName("AWS::EC2::SecurityGroup");
  static final ResourceTypeName NETWORK_ACL = new ResourceTypeName("AWS::EC2::NetworkAcl");
  static final ResourceTypeName ROUTE_TABLE = new ResourceTypeName("AWS::EC2::RouteTable");
  static final ResourceTypeName INTERNET_GATEWAY =
      new ResourceTypeName("AWS::EC2::InternetGateway");
  static final ResourceTypeName NAT_GATEWAY = new ResourceTypeName("AWS::EC2::NatGateway");
  static final ResourceTypeName INSTANCE = new ResourceTypeName("AWS::EC2::Instance");
  static final ResourceTypeName VPC_ENDPOINT = new ResourceTypeName("AWS::EC2::VPCEndpoint");

  static final ResourceTypeName EGRESS_ONLY_GATEWAY =
      new ResourceTypeName("AWS::EC2::EgressOnlyInternetGateway");
  static final ResourceTypeName PEERING = new ResourceTypeName("AWS::EC2::VPCPeeringConnection");
  static final ResourceTypeName PREFIX_LIST = new ResourceTypeName("AWS::EC2::PrefixList");
  static final ResourceTypeName NETWORK_INTERFACE =
      new ResourceTypeName("AWS::EC2::NetworkInterface");

  private Ec2Types() {}
}
