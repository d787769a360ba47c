package dev.diorama.aws.ec2;

import dev.diorama.catalog.AttachedPolicy;
import dev.diorama.model.Architecture;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import java.util.List;

/// A VPC endpoint carries a policy; without one it lets every request pass
/// (`docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html`).
final class EndpointFacets extends Ec2Facets {
  private static final PropertyPath POLICY = PropertyPath.of("PolicyDocument");

  EndpointFacets() {
    super("vpce", "vpc-endpoint", "ServiceName", "VpcEndpointType");
  }

  @Override
  public List<AttachedPolicy> resourcePolicies(Resource resource, Architecture drawing) {
    return POLICY.in(resource.properties()).stream()
        .map(document ->
            new AttachedPolicy(
                "PolicyDocument", AttachedPolicy.Kind.ENDPOINT, resource.id(), POLICY, document))
        .toList();
  }
}
