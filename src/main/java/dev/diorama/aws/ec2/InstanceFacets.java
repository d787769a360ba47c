package dev.diorama.aws.ec2;

import dev.diorama.catalog.NetworkAttachment;
import dev.diorama.model.Architecture;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Flag;
import java.util.Optional;
import java.util.OptionalInt;

/// An instance stands in the subnet in which it is drawn.
final class InstanceFacets extends Ec2Facets {

  InstanceFacets() {
    super("i", "instance", "Purpose");
  }

  @Override
  public Optional<ResourceId> role(Resource resource, Architecture drawing) {
    return References.one(drawing, resource, "Role").map(Resource::id);
  }

  @Override
  public Optional<NetworkAttachment> attachment(Resource resource, Architecture drawing) {
    var subnet = drawing.enclosing(resource, Names.SUBNET);
    // The instance's own setting goes before the subnet's:
    // docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html
    boolean isPublic =
        resource
            .properties()
            .get("AssociatePublicIpAddress")
            .map(v -> v instanceof Flag f && f.value())
            .orElseGet(
                () -> subnet.filter(s -> s.properties().flag("MapPublicIpOnLaunch")).isPresent());
    boolean elastic = InterfaceAddresses.hasElasticIp(resource, drawing, "InstanceId");
    return Optional.of(
        new NetworkAttachment(
            NetworkAttachment.Kind.INSTANCE,
            subnet.map(Resource::id).stream().toList(),
            References.many(drawing, resource.properties(), "SecurityGroupIds").stream()
                .map(Resource::id)
                .toList(),
            isPublic || elastic,
            InterfaceAddresses.hasV6(resource, subnet),
            OptionalInt.empty()));
  }
}
