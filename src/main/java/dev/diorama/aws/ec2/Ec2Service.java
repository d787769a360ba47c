package dev.diorama.aws.ec2;

import dev.diorama.catalog.ResourceType;
import dev.diorama.rule.Rule;
import dev.diorama.service.ServiceDefinition;
import java.util.List;

/// Amazon EC2: the network in which everything else stands, and instances. Nothing of it runs; the
/// gate asks the reachability engine.
public final class Ec2Service implements ServiceDefinition {

  @Override
  public String prefix() {
    return "ec2";
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return Types.all();
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        new NoNetworkPath(),
        new NatGatewayWithoutInternetRoute(),
        new OpenToTheWorld(),
        new NoRouteToTheInternet(),
        new FunctionInPublicSubnet(),
        new SingleZoneNatGateway(),
        new UnusedSecurityGroup(),
        new UnusedRouteTable(),
        new OverlappingCidrBlocks(),
        new EndpointWithoutPrivateDns(),
        new AclDropsReplies(),
        new SubnetTooSmall());
  }

  @Override
  public String messages() {
    return "dev.diorama.aws.ec2.messages";
  }
}
