package dev.diorama.aws.ec2;

import dev.diorama.model.ResourceTypeName;

/// The names of EC2's types, as CloudFormation spells them.
final class Names {
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

  static final ResourceTypeName ELASTIC_IP = new ResourceTypeName("AWS::EC2::EIP");

  private static final String TEMPLATE_REFERENCE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/";

  private Names() {}

  /// The CloudFormation page of a type, as `aws-resource-ec2-vpc`.
  static String page(String name) {
    return TEMPLATE_REFERENCE + name + ".html";
  }
}
