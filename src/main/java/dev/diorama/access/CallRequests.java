package dev.diorama.access;

import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Need;
import dev.diorama.model.Architecture;
import dev.diorama.model.Resource;
import dev.diorama.policy.Principal;
import dev.diorama.policy.Request;
import dev.diorama.policy.RequestContext;
import dev.diorama.reachability.Trace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Makes a request of a call: with the condition keys that follow from the caller and from the way
/// of its packets. See
/// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html`.
///
/// What a drawn call never has, because nothing in a drawing makes such calls: `aws:CalledVia` and
/// its kin (a service that calls on with the caller's credentials, "forward access sessions";
/// `aws:ViaAWSService` is `false`), `aws:MultiFactorAuthPresent`, tags of principals, sessions and
/// resources, and organizations. Those keys are absent.
final class CallRequests {
  static final String TIME = "aws:currenttime";
  static final String EPOCH_TIME = "aws:epochtime";
  static final String SOURCE_IP = "aws:sourceip";
  static final String VPC_SOURCE_IP = "aws:vpcsourceip";

  private final Architecture drawing;
  private final Catalog catalog;
  private final SourceAddresses addresses;

  CallRequests(Architecture drawing, Catalog catalog) {
    this.drawing = drawing;
    this.catalog = catalog;
    this.addresses = new SourceAddresses(drawing, catalog);
  }

  /// The request, without the keys that are open.
  Request request(Need.Call call, Principal principal, Optional<Trace> network) {
    var context = new RequestContext(call.context());
    switch (call.caller()) {
      case Need.ServiceCaller s ->
          context =
              context
                  .withDefault("aws:SourceArn", s.sourceArn())
                  .withDefault("aws:SourceAccount", drawing.environment().accountId());
      case Need.ResourceCaller r -> {
        var caller = drawing.resource(r.resource());
        if (caller.isPresent()) {
          var keys =
              catalog
                  .facets(caller.get())
                  .credentialKeys(caller.get(), call, drawing.environment());
          for (var key : keys.entrySet()) {
            context = context.withDefault(key.getKey(), key.getValue());
          }
        }
      }
    }
    var target = drawing.resource(call.target());
    if (target.isPresent()) {
      for (var key : catalog.facets(target.get()).requestKeys(target.get(), call).entrySet()) {
        context = context.withDefault(key.getKey(), key.getValue());
      }
    }
    if (network.isPresent()) {
      context = context.withDefault("aws:SecureTransport", "true");
      var endpoint = network.get().endpoint().flatMap(drawing::resource);
      if (endpoint.isPresent()) {
        context = context.withDefault("aws:SourceVpce", physicalId(endpoint.get()));
        var vpc = network.get().sourceVpc().flatMap(drawing::resource);
        if (vpc.isPresent()) {
          context = context.withDefault("aws:SourceVpc", physicalId(vpc.get()));
        }
      }
    }
    for (var known : address(call, network).entrySet()) {
      var single = known.getValue().single();
      if (single.isPresent()) {
        context = context.withDefault(known.getKey(), single.get());
      }
    }
    return new Request(
        principal,
        call.action(),
        call.resource(),
        drawing.environment().accountId(),
        context.withDefault("aws:RequestedRegion", drawing.environment().region()));
  }

  private String physicalId(Resource resource) {
    return catalog.facets(resource).physicalId(resource, drawing.environment());
  }

  /// The address key that the request has: never both. What an AWS service asks in its own name has
  /// none: `docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_condition-keys-service.html`.
  private Map<String, AddressSet> address(Need.Call call, Optional<Trace> network) {
    if (call.caller() instanceof Need.ServiceCaller && call.via().isEmpty()) {
      return Map.of();
    }
    return network.flatMap(Trace::endpoint).isPresent()
        ? Map.of(VPC_SOURCE_IP, addresses.ofEndpoint(call.caller()))
        : Map.of(SOURCE_IP, addresses.ofInternet(call.caller(), network));
  }

  /// The address from which a caller's requests arrive, if it is known.
  ///
  /// @param network the way of their packets
  Optional<String> sourceAddress(Need.Caller caller, Trace network) {
    return (network.endpoint().isPresent()
            ? addresses.ofEndpoint(caller)
            : addresses.ofInternet(caller, Optional.of(network)))
        .single();
  }

  /// The keys that the request has on AWS, in runs too, with values that nobody knows here:
  /// addresses that AWS chooses, and what depends on the client's software.
  Map<String, OpenKey> open(Need.Call call, Principal principal, Optional<Trace> network) {
    var open = new LinkedHashMap<String, OpenKey>();
    address(call, network).forEach((key, set) -> open.put(key, new OpenKey.Address(set)));
    drawing
        .resource(call.target())
        .map(t -> catalog.facets(t).clientKeys(call, !(principal instanceof Principal.Anonymous)))
        .orElse(Map.of())
        .forEach((key, values) -> open.put(key, new OpenKey.OneOf(values)));
    return open;
  }
}
