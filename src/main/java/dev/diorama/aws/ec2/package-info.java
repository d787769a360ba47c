/// Amazon EC2's network and instances: VPC, subnets, security groups, network ACLs, routes,
/// gateways, endpoints.
@NullMarked
package dev.diorama.aws.ec2;

import org.jspecify.annotations.NullMarked;
