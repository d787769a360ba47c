package dev.diorama.reachability;

import dev.diorama.model.ResourceTypeName;

/// The EC2 nouns of which networks are made, as CloudFormation spells them: this package's
/// vocabulary.
public final class Ec2Types {
  /// A virtual private cloud.
  public static final ResourceTypeName VPC = new ResourceTypeName("AWS::EC2::VPC");

  /// An Availability Zone; Diorama draws it as a container.
  public static final ResourceTypeName AVAILABILITY_ZONE =
      new ResourceTypeName("Diorama::AvailabilityZone");

  /// A subnet.
  public static final ResourceTypeName SUBNET = new ResourceTypeName("AWS::EC2::Subnet");

  /// A security group.
  public static final ResourceTypeName SECURITY_GROUP =
      new ResourceTypeName("AWS::EC2::SecurityGroup");

  /// A network ACL.
  public static final ResourceTypeName NETWORK_ACL = new ResourceTypeName("AWS::EC2::NetworkAcl");

  /// A route table.
  public static final ResourceTypeName ROUTE_TABLE = new ResourceTypeName("AWS::EC2::RouteTable");

  /// An internet gateway.
  public static final ResourceTypeName INTERNET_GATEWAY =
      new ResourceTypeName("AWS::EC2::InternetGateway");

  /// A NAT gateway.
  public static final ResourceTypeName NAT_GATEWAY = new ResourceTypeName("AWS::EC2::NatGateway");

  /// An EC2 instance.
  public static final ResourceTypeName INSTANCE = new ResourceTypeName("AWS::EC2::Instance");

  /// A VPC endpoint.
  public static final ResourceTypeName VPC_ENDPOINT = new ResourceTypeName("AWS::EC2::VPCEndpoint");

  /// An egress-only internet gateway.
  public static final ResourceTypeName EGRESS_ONLY_GATEWAY =
      new ResourceTypeName("AWS::EC2::EgressOnlyInternetGateway");

  /// A VPC peering connection.
  public static final ResourceTypeName PEERING =
      new ResourceTypeName("AWS::EC2::VPCPeeringConnection");

  /// A managed prefix list.
  public static final ResourceTypeName PREFIX_LIST = new ResourceTypeName("AWS::EC2::PrefixList");

  /// A network interface.
  public static final ResourceTypeName NETWORK_INTERFACE =
      new ResourceTypeName("AWS::EC2::NetworkInterface");

  private Ec2Types() {}
}
