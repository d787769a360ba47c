package dev.diorama.reachability;

import static dev.diorama.reachability.Reasons.blocker;
import static dev.diorama.reachability.Reasons.hop;

import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.NetworkAttachment;
import dev.diorama.model.Architecture;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.reachability.Network.Nic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Answers which packets arrive in a drawing. Immutable: made for one drawing, then asked often;
/// thread-safe.
public final class ReachabilityEngine {
  private final Architecture drawing;
  private final Catalog catalog;
  private final Network network;
  private final Packets packets;
  private final Addresses addresses;
  private final Map<ResourceId, Optional<NetworkAttachment>> attachments =
      new ConcurrentHashMap<>();
  private final Map<Flow, Trace> traces = new ConcurrentHashMap<>();

  /// An engine for this drawing. Never throws on a bad drawing: what is missing is a blocker.
  public ReachabilityEngine(Architecture drawing, Catalog catalog) {
    this.drawing = drawing;
    this.catalog = catalog;
    this.network = Occupancy.checked(NetworkReader.read(drawing), drawing, this::attachment);
    this.packets =
        new Packets(
            network,
            id ->
                drawing
                    .resource(id)
                    .flatMap(r -> attachment(r).flatMap(a -> nics(r, a).stream().findFirst())));
    this.addresses = new Addresses(network, packets);
  }

  /// The trace of a flow.
  public Trace trace(Flow flow) {
    return traces.computeIfAbsent(flow, this::find);
  }

  /// Who reaches whom: all resources that stand in a VPC, and the internet.
  public Matrix matrix() {
    var parties = new LinkedHashMap<ResourceId, List<Nic>>();
    for (var resource : drawing.resources().values()) {
      attachment(resource)
          .map(a -> nics(resource, a))
          .filter(n -> !n.isEmpty())
          .ifPresent(n -> parties.put(resource.id(), n));
    }
    return new Matrix(network, packets, parties, true);
  }

  private Trace find(Flow flow) {
    var ways = new Ways(network, packets, addresses, flow);
    var way =
        switch (flow.source()) {
          case Flow.FromInternet i -> fromOutside(ways, flow, Optional.empty());
          case Flow.FromResource r ->
              drawing
                  .resource(r.resource())
                  .map(source -> fromResource(ways, flow, source))
                  .orElseGet(() -> missing(ways, r.resource()));
        };
    var endpoint = way.endpoint();
    return new Trace(
        way.status().disposition(),
        way.paths(),
        endpoint,
        endpoint
            .flatMap(drawing::resource)
            .flatMap(e -> drawing.enclosing(e, Ec2Types.VPC).map(Resource::id)));
  }

  private static Way missing(Ways ways, ResourceId id) {
    return ways.simple(walk ->
        walk.block(
            blocker(
                "NO_SOURCE_OR_DESTINATION", Optional.of(id), Pages.EXPLANATION_CODES, id.value())));
  }

  private Way fromResource(Ways ways, Flow flow, Resource source) {
    if (catalog.type(source.type()).isEmpty()) {
      return ways.simple(walk ->
          walk.doubt(
              blocker(
                  "UNSUPPORTED_COMPONENT",
                  Optional.of(source.id()),
                  Pages.EXPLANATION_CODES,
                  source.logicalId())));
    }
    var attachment = attachment(source);
    if (attachment.isEmpty()
        || (attachment.get().subnets().isEmpty()
            && attachment.get().kind() == NetworkAttachment.Kind.LAMBDA_HYPERPLANE)) {
      return fromOutside(ways, flow, Optional.of(source));
    }
    var nics = nics(source, attachment.get());
    if (nics.isEmpty()) {
      return ways.simple(walk -> unattached(walk, source));
    }
    return Way.inTurn(nics.stream().map(nic -> fromInterface(ways, flow, nic)).toList());
  }

  private Way fromInterface(Ways ways, Flow flow, Nic nic) {
    return switch (flow.destination()) {
      case Flow.ToInternet i -> ways.toInternet(nic, i.host());
      case Flow.ToService s -> ways.toService(nic, s.service());
      case Flow.ToResource r ->
          toResource(ways, r.resource(), target -> ways.toInterface(nic, target));
    };
  }

  /// From the internet or, for a function without VPC access, from Lambda's own VPC
  /// (`docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html`).
  private Way fromOutside(Ways ways, Flow flow, Optional<Resource> source) {
    boolean lambda = source.filter(s -> catalog.has(s, Capability.INVOCABLE)).isPresent();
    var name = source.map(Resource::logicalId).orElse("0.0.0.0/0");
    var begin =
        lambda
            ? hop(Hop.Kind.LAMBDA_SERVICE_VPC, source.map(Resource::id), "lambdaServiceVpc", name)
            : hop(Hop.Kind.INTERNET, source.map(Resource::id), "internet");
    return switch (flow.destination()) {
      case Flow.ToService s ->
          ways.simple(walk -> {
            walk.step(begin);
            walk.step(hop(Hop.Kind.SERVICE, Optional.empty(), "service", s.service()));
          });
      case Flow.ToInternet i ->
          ways.simple(walk -> {
            walk.step(begin);
            if (Ip.parse(i.host()).filter(a -> !AddressClasses.isPublic(a)).isPresent()) {
              walk.block(
                  blocker(
                      "NO_POSSIBLE_DESTINATION",
                      source.map(Resource::id),
                      Pages.EXPLANATION_CODES,
                      i.host()));
            }
            walk.step(hop(Hop.Kind.DESTINATION, Optional.empty(), "destination", i.host()));
          });
      case Flow.ToResource r ->
          toResource(
              ways,
              r.resource(),
              target ->
                  lambda && !target.publicAddress()
                      ? ways.simple(walk -> {
                        walk.step(begin);
                        walk.block(
                            blocker(
                                "DIORAMA_FUNCTION_NOT_IN_VPC",
                                source.map(Resource::id),
                                Pages.LAMBDA_VPC,
                                name,
                                target.name(),
                                target.subnet().vpc().map(Network.Vpc::name).orElse("")));
                      })
                      : ways.fromInternet(target, name));
    };
  }

  private Way toResource(Ways ways, ResourceId id, Function<Nic, Way> to) {
    var target = drawing.resource(id);
    if (target.isEmpty()) {
      return missing(ways, id);
    }
    var attachment = attachment(target.get());
    var nics = attachment.map(a -> nics(target.get(), a)).orElse(List.of());
    if (nics.isEmpty()) {
      return ways.simple(walk -> unattached(walk, target.get()));
    }
    var each = nics.stream().map(to).toList();
    // A database's address is in any one of its subnets and stays there.
    return attachment.get().kind() == NetworkAttachment.Kind.DATABASE
        ? Way.undecided(each)
        : Way.inTurn(each);
  }

  private static void unattached(Walk walk, Resource resource) {
    walk.block(
        blocker(
            "UNASSOCIATED_COMPONENT",
            Optional.of(resource.id()),
            Pages.EXPLANATION_CODES,
            resource.logicalId()));
  }

  private Optional<NetworkAttachment> attachment(Resource resource) {
    return attachments.computeIfAbsent(
        resource.id(), id -> catalog.facets(resource).attachment(resource, drawing));
  }

  private List<Nic> nics(Resource resource, NetworkAttachment attachment) {
    var addresses = new ArrayList<Ip>();
    resource.properties().text("PrivateIpAddress").flatMap(Ip::parse).ifPresent(addresses::add);
    for (var item : resource.properties().list("Ipv6Addresses")) {
      if (item instanceof Fields f) {
        f.text("Ipv6Address").flatMap(Ip::parse).filter(Ip::v6).ifPresent(addresses::add);
      }
    }
    var result = new ArrayList<Nic>();
    for (var subnet : attachment.subnets()) {
      network
          .nic(
              resource.id(),
              resource.logicalId(),
              Optional.of(attachment.kind()),
              subnet,
              attachment.securityGroups())
          .map(nic ->
              nic.addressed(attachment.publicAddress(), attachment.ipv6(), addresses)
                  .serving(attachment.port()))
          .ifPresent(result::add);
    }
    return result;
  }
}
