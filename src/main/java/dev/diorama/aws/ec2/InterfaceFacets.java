package dev.diorama.aws.ec2;

import dev.diorama.catalog.NetworkAttachment;
import dev.diorama.model.Architecture;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A network interface stands in the subnet in which it is drawn.
final class InterfaceFacets extends Ec2Facets {

  InterfaceFacets() {
    super("eni", "network-interface", "PrivateIpAddress");
  }

  @Override
  public Optional<NetworkAttachment> attachment(Resource resource, Architecture drawing) {
    return Optional.of(
        new NetworkAttachment(
            NetworkAttachment.Kind.INSTANCE,
            drawing
                .enclosing(resource, Names.SUBNET)
                .map(Resource::id)
                .<List<ResourceId>>map(List::of)
                .orElse(List.of()),
            References.many(drawing, resource.properties(), "GroupSet").stream()
                .map(Resource::id)
                .toList(),
            resource.properties().flag("ElasticIp"),
            OptionalInt.empty()));
  }
}
