package dev.diorama.access;

import dev.diorama.access.AddressSet.Block;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Need;
import dev.diorama.model.Architecture;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.reachability.Path;
import dev.diorama.reachability.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// From which address a call arrives, as far as the drawing says: the values that `aws:SourceIp`
/// and `aws:VpcSourceIp` can have. See
/// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip`.
///
/// - What passes a VPC endpoint has the private address of its interface: the one that is drawn, or
///   one of its subnets' (`docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html`: the first
///   four and the last are AWS's own).
/// - What leaves the VPC through a NAT device has the public address of that device
///   (`docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html`), and what leaves it by the
///   internet gateway alone has its own; each may be drawn as `PublicIp`.
/// - A client outside AWS may have a `PublicIp`, too.
/// - A function without VPC access calls from an address of AWS Lambda, of which AWS says nothing
///   but that it can change
///   (`docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html`).
/// - For the calls that AWS makes with a role's credentials, as for event sources, AWS documents no
///   address either.
final class SourceAddresses {
  private static final int RESERVED_FIRST = 4;

  private final Architecture drawing;
  private final Catalog catalog;

  SourceAddresses(Architecture drawing, Catalog catalog) {
    this.drawing = drawing;
    this.catalog = catalog;
  }

  /// The private addresses from which a call can come to an endpoint.
  AddressSet ofEndpoint(Need.Caller caller) {
    var resource = resource(caller);
    var drawn = resource.flatMap(r -> address(r, "PrivateIpAddress"));
    if (drawn.isPresent()) {
      return new AddressSet(List.of(drawn.get()), true);
    }
    var blocks =
        resource
            .flatMap(r -> catalog.facets(r).attachment(r, drawing))
            .map(a -> a.subnets().stream().flatMap(s -> usable(s).stream()).toList())
            .orElse(List.of());
    return new AddressSet(blocks, !blocks.isEmpty());
  }

  /// The public addresses from which a call can come over the internet.
  ///
  /// @param network the way of its packets; empty for a call that AWS itself makes
  AddressSet ofInternet(Need.Caller caller, Optional<Trace> network) {
    var working =
        network.map(Trace::paths).orElse(List.of()).stream()
            .filter(p -> p.blockers().isEmpty())
            .toList();
    var addresses = new ArrayList<Block>();
    boolean complete = !working.isEmpty();
    for (var path : working) {
      var address = visible(caller, path).flatMap(drawing::resource).flatMap(this::publicAddress);
      complete &= address.isPresent();
      address.filter(a -> !addresses.contains(a)).ifPresent(addresses::add);
    }
    return new AddressSet(addresses, complete);
  }

  /// Whose public address the destination sees.
  private static Optional<ResourceId> visible(Need.Caller caller, Path path) {
    Optional<ResourceId> seen =
        caller instanceof Need.ResourceCaller r ? Optional.of(r.resource()) : Optional.empty();
    for (var hop : path.forward()) {
      switch (hop.kind()) {
        case LAMBDA_SERVICE_VPC -> seen = Optional.empty();
        case NAT_GATEWAY, NAT_INSTANCE -> seen = hop.at();
        default -> {}
      }
    }
    return seen;
  }

  private Optional<Resource> resource(Need.Caller caller) {
    return caller instanceof Need.ResourceCaller r
        ? drawing.resource(r.resource())
        : Optional.empty();
  }

  /// Its own, or that of the Elastic IP address that it has.
  private Optional<Block> publicAddress(Resource resource) {
    return address(resource, "PublicIp")
        .or(() ->
            References.one(drawing, resource, "AllocationId").flatMap(e -> address(e, "Address")))
        .or(() ->
            drawing.resources().values().stream()
                .filter(e -> holds(e, resource))
                .flatMap(e -> address(e, "Address").stream())
                .findFirst());
  }

  private boolean holds(Resource elastic, Resource resource) {
    return References.one(drawing, elastic, "InstanceId").filter(resource::equals).isPresent();
  }

  private static Optional<Block> address(Resource resource, String property) {
    return resource
        .properties()
        .text(property)
        .flatMap(AddressSet::block)
        .filter(b -> b.first() == b.last());
  }

  private Optional<Block> usable(ResourceId subnet) {
    return drawing
        .resource(subnet)
        .flatMap(s -> s.properties().text("CidrBlock"))
        .flatMap(AddressSet::block)
        .filter(b -> b.last() - b.first() > RESERVED_FIRST)
        .map(b -> new Block(b.first() + RESERVED_FIRST, b.last() - 1));
  }
}
