package dev.diorama.access;

import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Need;
import dev.diorama.model.Architecture;
import dev.diorama.model.Resource;
import dev.diorama.policy.Principal;
import dev.diorama.policy.Request;
import dev.diorama.policy.RequestContext;
import dev.diorama.reachability.Trace;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Makes a request of a call: with the condition keys that follow from the caller and from the way
/// of its packets. See
/// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html`.
///
/// Never set, because nothing in a drawing makes such calls: `aws:CalledVia` and its kin (a service
/// that calls on with the caller's credentials), `lambda:FunctionArn` (calls that make event source
/// mappings). Amazon SQS has no condition keys of its own:
/// `docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html`.
final class CallRequests {
  static final String TIME = "aws:currenttime";
  static final String EPOCH_TIME = "aws:epochtime";
  static final String SOURCE_IP = "aws:sourceip";
  static final String VPC_SOURCE_IP = "aws:vpcsourceip";

  private final Architecture drawing;
  private final Catalog catalog;

  CallRequests(Architecture drawing, Catalog catalog) {
    this.drawing = drawing;
    this.catalog = catalog;
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
        var address = address(call);
        if (address.isPresent()) {
          context = context.withDefault("aws:VpcSourceIp", address.get());
        }
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

  /// The caller's private address where it is drawn; AWS chooses the others.
  private Optional<String> address(Need.Call call) {
    return call.caller() instanceof Need.ResourceCaller r
        ? drawing.resource(r.resource()).flatMap(c -> c.properties().text("PrivateIpAddress"))
        : Optional.empty();
  }

  /// The keys that the request has on AWS, with values that nobody knows here: addresses that AWS
  /// chooses, and, before a run, the time. What comes over the internet has a public address; what
  /// passes an endpoint has a private one. A key of the called service may be there as well: see
  /// [OpenKeys].
  Set<String> open(Need.Call call, Optional<Trace> network, Optional<Instant> now) {
    var open = new LinkedHashSet<String>();
    if (now.isEmpty()) {
      open.add(TIME);
    }
    if (network.isPresent()) {
      if (network.get().endpoint().isEmpty()) {
        open.add(SOURCE_IP);
      } else if (address(call).isEmpty()) {
        open.add(VPC_SOURCE_IP);
      }
    }
    return open;
  }
}
