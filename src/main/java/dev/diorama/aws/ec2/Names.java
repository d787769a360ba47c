package dev.diorama.aws.ec2;

import dev.diorama.model.ResourceTypeName;
import dev.diorama.reachability.Ec2Types;

/// The names of EC2's types: those of which networks are made, and what only a drawing has.
final class Names {
  static final ResourceTypeName VPC = Ec2Types.VPC;
  static final ResourceTypeName AVAILABILITY_ZONE = Ec2Types.AVAILABILITY_ZONE;
  static final ResourceTypeName SUBNET = Ec2Types.SUBNET;
  static final ResourceTypeName SECURITY_GROUP = Ec2Types.SECURITY_GROUP;
  static final ResourceTypeName NETWORK_ACL = Ec2Types.NETWORK_ACL;
  static final ResourceTypeName ROUTE_TABLE = Ec2Types.ROUTE_TABLE;
  static final ResourceTypeName INTERNET_GATEWAY = Ec2Types.INTERNET_GATEWAY;
  static final ResourceTypeName NAT_GATEWAY = Ec2Types.NAT_GATEWAY;
  static final ResourceTypeName INSTANCE = Ec2Types.INSTANCE;
  static final ResourceTypeName VPC_ENDPOINT = Ec2Types.VPC_ENDPOINT;

  static final ResourceTypeName EGRESS_ONLY_GATEWAY = Ec2Types.EGRESS_ONLY_GATEWAY;
  static final ResourceTypeName PEERING = Ec2Types.PEERING;
  static final ResourceTypeName PREFIX_LIST = Ec2Types.PREFIX_LIST;
  static final ResourceTypeName NETWORK_INTERFACE = Ec2Types.NETWORK_INTERFACE;

  static final ResourceTypeName ELASTIC_IP = new ResourceTypeName("AWS::EC2::EIP");

  private static final String TEMPLATE_REFERENCE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/";

  private Names() {}

  /// The CloudFormation page of a type, as `aws-resource-ec2-vpc`.
  static String page(String name) {
    return TEMPLATE_REFERENCE + name + ".html";
  }
}
