package dev.diorama.aws.ec2;

import dev.diorama.catalog.NetworkAttachment;
import dev.diorama.model.Architecture;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import java.util.Optional;
import java.util.OptionalInt;

/// A network interface stands in the subnet in which it is drawn.
final class InterfaceFacets extends Ec2Facets {

  InterfaceFacets() {
    super("eni", "network-interface", "PrivateIpAddress");
  }

  @Override
  public Optional<NetworkAttachment> attachment(Resource resource, Architecture drawing) {
    var subnet = drawing.enclosing(resource, Names.SUBNET);
    return Optional.of(
        new NetworkAttachment(
            kind(resource),
            subnet.map(Resource::id).stream().toList(),
            References.many(drawing, resource.properties(), "GroupSet").stream()
                .map(Resource::id)
                .toList(),
            resource.properties().flag("ElasticIp")
                || InterfaceAddresses.hasElasticIp(resource, drawing, "NetworkInterfaceId"),
            InterfaceAddresses.hasV6(resource, subnet),
            OptionalInt.empty()));
  }

  /// What stands behind the interface: an instance, unless its type says otherwise
  /// (`docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkInterface.html`).
  private static NetworkAttachment.Kind kind(Resource resource) {
    return resource.properties().text("InterfaceType").equals(Optional.of("lambda"))
        ? NetworkAttachment.Kind.LAMBDA_HYPERPLANE
        : NetworkAttachment.Kind.INSTANCE;
  }
}
