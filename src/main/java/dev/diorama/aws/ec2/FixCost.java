package dev.diorama.aws.ec2;

import dev.diorama.catalog.AwsFigures;
import dev.diorama.model.Architecture;
import dev.diorama.model.Message;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What a change of a network costs: by the hour, and by the GB that passes what it adds. Security
/// groups, network ACLs, routes, internet gateways, egress-only internet gateways and gateway
/// endpoints cost nothing (`aws.amazon.com/vpc/pricing/`,
/// `docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html`). Prices of data transfer,
/// which depend on where the data goes, are not part of it.
final class FixCost {
  private static final AwsFigures FIGURES = AwsFigures.published();
  private static final String NAT = "ec2.price.nat-gateway.";
  private static final String ENDPOINT = "ec2.price.interface-endpoint.";
  private static final String ADDRESS = "ec2.price.public-ipv4.hour";

  private final Architecture before;
  private final Architecture after;
  private BigDecimal hour = BigDecimal.ZERO;
  private BigDecimal gigabyte = BigDecimal.ZERO;
  private boolean confirmed = true;
  private boolean byZone;

  private FixCost(Architecture before, Architecture after) {
    this.before = before;
    this.after = after;
  }

  /// The label of a change with its price.
  static Message priced(Message label, Architecture before, Architecture after) {
    var cost = new FixCost(before, after);
    after.resources().values().forEach(cost::add);
    return Message.of("rule.NoNetworkPath.fix.priced", label, cost.text());
  }

  private void add(Resource resource) {
    var old = before.resource(resource.id());
    if (old.filter(resource::equals).isPresent()) {
      return;
    }
    var type = resource.type();
    if (type.equals(Names.NAT_GATEWAY)) {
      natGateway(old, resource);
    } else if (type.equals(Names.VPC_ENDPOINT) && old.isEmpty()) {
      endpoint(resource);
    } else if (type.equals(Names.ELASTIC_IP) && old.isEmpty()) {
      hour(ADDRESS, 1);
    } else if (type.equals(Names.INSTANCE) || type.equals(Names.NETWORK_INTERFACE)) {
      if (hasPublicAddress(resource) && old.filter(FixCost::hasPublicAddress).isEmpty()) {
        hour(ADDRESS, 1);
      }
    } else if (type.equals(Names.ROUTE_TABLE)) {
      var gateways = natGateways(resource);
      gateways.removeAll(old.map(FixCost::natGateways).orElse(Set.of()));
      if (!gateways.isEmpty()) {
        gigabyte(NAT + "gb");
      }
    }
  }

  private void natGateway(Optional<Resource> old, Resource gateway) {
    if (isRegional(gateway)) {
      // Paid for in each zone in which it works, which depends on what runs there:
      // docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
      byZone |= old.filter(FixCost::isRegional).isEmpty();
      return;
    }
    if (old.isEmpty()) {
      hour(NAT + "hour", 1);
      gigabyte(NAT + "gb");
    }
    if (isPublic(gateway) && old.filter(FixCost::isPublic).isEmpty()) {
      hour(ADDRESS, 1);
    }
  }

  private void endpoint(Resource endpoint) {
    if (endpoint.properties().text("VpcEndpointType").equals(Optional.of("Interface"))) {
      var zones = new HashSet<ResourceId>();
      for (var subnet : References.many(after, endpoint.properties(), "SubnetIds")) {
        zones.add(
            after.enclosing(subnet, Names.AVAILABILITY_ZONE).map(Resource::id).orElse(subnet.id()));
      }
      hour(ENDPOINT + "hour", Math.max(1, zones.size()));
      gigabyte(ENDPOINT + "gb");
    }
  }

  private static boolean isRegional(Resource gateway) {
    return gateway.properties().text("AvailabilityMode").equals(Optional.of("regional"));
  }

  private static boolean isPublic(Resource gateway) {
    return !gateway.properties().text("ConnectivityType").equals(Optional.of("private"));
  }

  private static boolean hasPublicAddress(Resource resource) {
    return resource.properties().flag("AssociatePublicIpAddress")
        || resource.properties().flag("ElasticIp");
  }

  /// The NAT gateways to which a table leads, as they are named.
  private static Set<String> natGateways(Resource table) {
    var names = new HashSet<String>();
    for (var route : table.properties().list("Routes")) {
      if (route instanceof Fields f) {
        f.get("NatGatewayId").flatMap(References::target).ifPresent(names::add);
      }
    }
    return names;
  }

  private void hour(String figure, int times) {
    hour = hour.add(FIGURES.dollars(figure).multiply(BigDecimal.valueOf(times)));
    confirmed &= FIGURES.figure(figure).confirmed();
  }

  /// Data passes one of the things that are added, so the highest price counts.
  private void gigabyte(String figure) {
    gigabyte = gigabyte.max(FIGURES.dollars(figure));
    confirmed &= FIGURES.figure(figure).confirmed();
  }

  private Message text() {
    if (byZone) {
      return text("byZone");
    }
    boolean hourly = hour.signum() > 0;
    boolean metered = gigabyte.signum() > 0;
    if (!hourly && !metered) {
      return text("none");
    }
    var amount =
        hourly && metered
            ? text("hourAndGigabyte", plain(hour), plain(gigabyte))
            : hourly ? text("hour", plain(hour)) : text("gigabyte", plain(gigabyte));
    return text(confirmed ? "paid" : "unconfirmed", amount, FIGURES.date());
  }

  private static String plain(BigDecimal dollars) {
    return dollars.stripTrailingZeros().toPlainString();
  }

  private static Message text(String key, Object... names) {
    return Message.of("rule.NoNetworkPath.cost." + key, names);
  }
}
