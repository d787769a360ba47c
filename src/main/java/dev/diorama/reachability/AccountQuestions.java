package dev.diorama.reachability;

import static dev.diorama.reachability.Reasons.blocker;
import static dev.diorama.reachability.Reasons.hop;

import dev.diorama.model.ResourceId;
import dev.diorama.reachability.AccountCase.BadCase;
import dev.diorama.reachability.AccountReader.Account;
import dev.diorama.reachability.Goal.Outside;
import dev.diorama.reachability.Goal.ToNic;
import dev.diorama.reachability.Network.Endpoint;
import dev.diorama.reachability.Network.Nic;
import dev.diorama.reachability.Network.Peering;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Answers questions to an account's network, where every address is known.
final class AccountQuestions {
  private final Network network;
  private final Packets packets;
  private final Addresses addresses;
  private final Map<Ip, Nic> byPublicAddress;
  private final Map<ResourceId, Ip> sources;
  private final Set<ResourceId> publicInterfaces;
  private final Map<Ip, List<Nic>> byAddress = new LinkedHashMap<>();
  private final Map<ResourceId, List<Cidr>> blocks = new ConcurrentHashMap<>();

  AccountQuestions(Account account) {
    this.network = account.network();
    this.byPublicAddress = account.byPublicAddress();
    this.sources = account.sources();
    this.publicInterfaces =
        byPublicAddress.values().stream().map(Nic::id).collect(Collectors.toUnmodifiableSet());
    this.packets = new Packets(network, id -> Optional.ofNullable(network.interfaces().get(id)));
    this.addresses = new Addresses(network, packets);
    for (var nic : network.interfaces().values()) {
      for (var address : nic.addresses()) {
        byAddress.computeIfAbsent(address, a -> new ArrayList<>()).add(nic);
      }
    }
  }

  List<ResourceId> interfaces() {
    return List.copyOf(network.interfaces().keySet());
  }

  Matrix matrix() {
    var parties = new LinkedHashMap<ResourceId, List<Nic>>();
    network.interfaces().forEach((id, nic) -> parties.put(id, List.of(nic)));
    return new Matrix(network, packets, parties, false);
  }

  AccountVerdict answer(AccountCase question) throws BadCase {
    if (question.from().isEmpty()) {
      return fromInternet(question, question.fromAddress().orElse(AddressClasses.NONE));
    }
    var from = nic(question.from().get());
    if (question.to().isPresent()) {
      return toNic(question.traffic(), from, nic(question.to().get()));
    }
    if (question.service().isPresent()) {
      return toService(question.traffic(), from, question.service().get());
    }
    return toAddress(question.traffic(), from, question.toAddress().orElse(AddressClasses.NONE));
  }

  private Nic nic(String id) throws BadCase {
    var nic = Optional.ofNullable(network.interfaces().get(new ResourceId(id)));
    return nic.orElseThrow(() -> new BadCase("case.interface", id));
  }

  private static AccountVerdict walk(Traffic traffic, Consumer<Walk> walking) {
    var walk = new Walk(traffic);
    walking.accept(walk);
    var way = walk.finish(Optional.empty());
    var path = way.paths().getFirst();
    return new AccountVerdict(
        walk.arrivesForSure(),
        walk.returns() && !walk.isUnknown(),
        way.status().disposition(),
        path.forward().stream().flatMap(h -> h.at().stream()).distinct().toList(),
        path.forward(),
        path.blockers());
  }

  private static Traffic over(Traffic traffic, Ip address) {
    return address.v6() ? traffic.overV6() : traffic;
  }

  private AccountVerdict toNic(Traffic traffic, Nic from, Nic to) {
    // Between interfaces, private IPv4 addresses are used; IPv6 where there is none.
    boolean v6 = from.address(false).isEmpty() || to.address(false).isEmpty();
    var source = from.address(v6);
    var target = to.address(v6);
    if (source.isEmpty() || target.isEmpty()) {
      return walk(traffic, w -> noAddress(w, from, to.name()));
    }
    if (from.id().equals(to.id())) {
      return walk(traffic, w -> w.step(destination(to)));
    }
    return walk(
        over(traffic, target.get()),
        w -> {
          packets.send(w, from, source.get(), new ToNic(to, target.get()));
          arrived(w, to);
        });
  }

  private static void arrived(Walk walk, Nic to) {
    Acceptance.refuse(walk, to);
    walk.step(destination(to));
  }

  private static Hop destination(Nic to) {
    return hop(Hop.Kind.DESTINATION, Optional.of(to.id()), "destination", to.name());
  }

  private static void noAddress(Walk walk, Nic from, String to) {
    walk.block(
        blocker("DIORAMA_NO_COMMON_ADDRESS", Optional.of(from.id()), Pages.IPV6, from.name(), to));
  }

  private AccountVerdict toAddress(Traffic traffic, Nic from, Ip address) {
    var source = from.address(address.v6());
    if (source.isEmpty()) {
      return walk(traffic, w -> noAddress(w, from, address.toString()));
    }
    if (from.addresses().contains(address)) {
      return walk(traffic, w -> w.step(destination(from)));
    }
    if (LinkLocalServices.answers(from, address, traffic)) {
      return walk(traffic, w -> LinkLocalServices.reach(w, from, address));
    }
    return walk(
        over(traffic, address),
        w -> {
          var goal = goal(from, address);
          packets.send(w, from, source.get(), goal);
          if (goal instanceof ToNic to) {
            arrived(w, to.nic());
          } else {
            inAgain(w, from, address);
          }
        });
  }

  /// What went out to the internet comes in again if the address is one of the account's own: as
  /// from anybody there, so that only the sender's public address is seen
  /// (`docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html`: references mean private
  /// addresses).
  private void inAgain(Walk walk, Nic from, Ip address) {
    var to = Optional.ofNullable(byPublicAddress.get(address));
    var source = walk.leaving().flatMap(l -> Optional.ofNullable(sources.get(l)));
    if (to.isPresent() && source.isPresent()) {
      walk.step(hop(Hop.Kind.INTERNET, Optional.empty(), "internet"));
      packets.fromPublic(walk, source.get(), from.name(), withAnyPublicAddress(to.get()));
      arrived(walk, to.get());
    }
  }

  /// The interface that has an address: one of the same VPC goes before one of the peer to which
  /// the route leads, that before one of another peer, and an address that only unconnected VPCs
  /// have is nobody's
  /// (`docs.aws.amazon.com/vpc/latest/peering/peering-configurations-partial-access.html`).
  private Goal goal(Nic from, Ip address) {
    var here = from.subnet().vpcId();
    var candidates = byAddress.getOrDefault(address, List.of());
    var routed =
        from.subnet()
            .routes()
            .lookup(address)
            .flatMap(r ->
                r.target() instanceof RouteTable.ToResource t
                    ? Optional.ofNullable(network.peerings().get(t.id()))
                    : Optional.empty());
    return candidates.stream()
        .filter(n -> n.subnet().vpcId().equals(here))
        .findFirst()
        .or(() ->
            candidates.stream()
                .filter(n -> routed.filter(p -> joins(p, n.subnet().vpcId())).isPresent())
                .findFirst())
        .or(() -> candidates.stream().filter(n -> peered(here, n.subnet().vpcId())).findFirst())
        .<Goal>map(n -> new ToNic(n, address))
        .orElseGet(() -> new Outside(address, address.toString()));
  }

  private boolean peered(Optional<ResourceId> a, Optional<ResourceId> b) {
    return network.peerings().values().stream().anyMatch(p -> joins(p, a) && joins(p, b));
  }

  private static boolean joins(Peering peering, Optional<ResourceId> vpc) {
    return vpc.filter(peering.vpcs()::contains).isPresent();
  }

  private AccountVerdict fromInternet(AccountCase question, Ip source) throws BadCase {
    var traffic = over(question.traffic(), source);
    if (question.service().isPresent()) {
      return walk(traffic, w -> w.step(hop(Hop.Kind.INTERNET, Optional.empty(), "internet")));
    }
    var to =
        question.to().isPresent()
            ? Optional.of(nic(question.to().get()))
            : question.toAddress().flatMap(this::publicly);
    return walk(
        traffic,
        w -> {
          if (!AddressClasses.isPublic(source)) {
            w.block(
                blocker(
                    AddressClasses.isShared(source)
                        ? "IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS"
                        : AddressClasses.isPrivate(source)
                            ? "IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS"
                            : "DIORAMA_SOURCE_IS_NOT_PUBLIC",
                    Optional.empty(),
                    Pages.INTERNET_GATEWAY,
                    source));
          }
          if (to.isEmpty()) {
            w.block(
                blocker(
                    "NO_POSSIBLE_DESTINATION",
                    Optional.empty(),
                    Pages.EXPLANATION_CODES,
                    question.toAddress().map(Ip::toString).orElse("")));
            return;
          }
          w.step(hop(Hop.Kind.INTERNET, Optional.empty(), "internet"));
          if (source.v6() && to.get().address(true).isEmpty()) {
            noAddress(w, to.get(), source.toString());
          }
          packets.fromPublic(w, source, source.toString(), withAnyPublicAddress(to.get()));
          arrived(w, to.get());
        });
  }

  private Optional<Nic> publicly(Ip address) {
    return address.v6()
        ? byAddress.getOrDefault(address, List.of()).stream().findFirst()
        : Optional.ofNullable(byPublicAddress.get(address));
  }

  /// From the internet an interface is reached at any of its public addresses, not only at that of
  /// its primary private address.
  private Nic withAnyPublicAddress(Nic nic) {
    return publicInterfaces.contains(nic.id()) ? nic.withPublicAddress() : nic;
  }

  /// To each address of the service's prefix list; without one, to the service's interface
  /// endpoints or over the internet.
  private AccountVerdict toService(Traffic traffic, Nic from, String name) {
    var service = name.replaceFirst("^com\\.amazonaws\\.[a-z0-9-]+\\.", "");
    var lists = network.prefixLists().values().stream().filter(l -> l.serves(service)).toList();
    boolean v6 = from.address(false).isEmpty();
    var cidrs = lists.stream().flatMap(l -> l.blocks().stream()).filter(c -> c.v6() == v6).toList();
    var verdicts = new ArrayList<AccountVerdict>();
    var mentioned = blocks.computeIfAbsent(from.id(), i -> blocksOf(from));
    for (var cidr : cidrs) {
      for (var address : AddressClasses.all(cidr, mentioned)) {
        verdicts.add(toAddress(traffic, from, address));
      }
    }
    if (!verdicts.isEmpty()) {
      return all(verdicts);
    }
    var vpc = from.subnet().vpcId();
    var endpoint =
        vpc.stream()
            .flatMap(v -> network.endpoints(v, service).stream())
            .filter(e -> !e.gateway() && e.privateDns() && e.available())
            .filter(e ->
                from.subnet().vpc().filter(v -> v.dnsSupport() && v.dnsHostnames()).isPresent())
            .findFirst();
    if (endpoint.isPresent()) {
      return all(throughEndpoint(traffic, from, endpoint.get()));
    }
    // Without private DNS, the name means the service's public addresses.
    if (vpc.stream()
        .flatMap(v -> network.endpoints(v, service).stream())
        .anyMatch(Endpoint::gateway)) {
      return walk(
          traffic,
          w ->
              w.doubt(
                  blocker(
                      "DIORAMA_SERVICE_ADDRESSES_NOT_KNOWN",
                      Optional.of(from.id()),
                      Pages.PREFIX_LIST,
                      service)));
    }
    var own = from.subnet().vpc().map(Network.Vpc::cidrs).orElse(List.of());
    for (var address : AddressClasses.ofInternet(v6, mentioned, own).representatives()) {
      verdicts.add(toAddress(traffic, from, address));
    }
    return all(verdicts);
  }

  private List<AccountVerdict> throughEndpoint(Traffic traffic, Nic from, Endpoint endpoint) {
    var result = new ArrayList<AccountVerdict>();
    for (var id : endpoint.interfaces()) {
      Optional.ofNullable(network.interfaces().get(id))
          .ifPresent(nic -> result.add(toNic(traffic, from, nic)));
    }
    if (result.isEmpty()) {
      result.add(
          walk(
              traffic,
              w ->
                  w.block(
                      blocker(
                          "UNASSOCIATED_COMPONENT",
                          Optional.of(endpoint.id()),
                          Pages.EXPLANATION_CODES,
                          endpoint.name()))));
    }
    return result;
  }

  private List<Cidr> blocksOf(Nic nic) {
    return addresses.blocks(List.of(nic));
  }

  /// One verdict on several addresses: what must hold holds for each.
  private static AccountVerdict all(List<AccountVerdict> each) {
    var worst =
        each.stream()
            .filter(v -> !v.roundTrip())
            .min((a, b) -> Boolean.compare(a.forward(), b.forward()))
            .orElse(each.getFirst());
    boolean forward = each.stream().allMatch(AccountVerdict::forward);
    boolean roundTrip = each.stream().allMatch(AccountVerdict::roundTrip);
    boolean same = each.stream().map(AccountVerdict::disposition).distinct().count() == 1;
    boolean unknown = each.stream().anyMatch(v -> v.disposition() == Disposition.UNKNOWN);
    return new AccountVerdict(
        forward,
        roundTrip,
        same ? worst.disposition() : unknown ? Disposition.UNKNOWN : Disposition.INTERMITTENT,
        worst.path(),
        worst.hops(),
        worst.blockers());
  }
}
