package dev.diorama.aws.ec2;

import dev.diorama.access.Access;
import dev.diorama.access.Verdict;
import dev.diorama.catalog.Need;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.Message;
import dev.diorama.reachability.Disposition;
import dev.diorama.reachability.Trace;
import dev.diorama.rule.Fix;
import dev.diorama.rule.RuleContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Finds changes that make a blocked connection work. Each is tried on a copy and offered only if
/// the connection then works there and no other connection stops working.
final class NetworkFixes {
  private static final int MOST_STEPS = 12;
  private static final int MOST_PATHS = 8;

  private final RuleContext context;
  private final Connection connection;
  private final Need need;

  NetworkFixes(RuleContext context, Connection connection, Need need) {
    this.context = context;
    this.connection = connection;
    this.need = need;
  }

  private record Candidate(Draft draft, Message label) {}

  /// The proved fixes, smallest change first.
  List<Fix> all() {
    var candidates = new LinkedHashMap<Architecture, Candidate>();
    for (var beginning : beginnings()) {
      var draft = new Draft(context.drawing(), context.catalog());
      var labels = new ArrayList<Message>();
      var first = beginning.apply(draft);
      if (first.isEmpty()) {
        continue;
      }
      labels.addAll(first.get());
      if (complete(draft, labels) && !labels.isEmpty() && proved(draft)) {
        candidates.putIfAbsent(draft.drawing(), new Candidate(draft, label(labels)));
      }
    }
    return candidates.values().stream()
        .sorted((a, b) -> Integer.compare(a.draft.size(), b.draft.size()))
        .map(c -> c.draft.fix(c.label))
        .toList();
  }

  /// Ways to begin: with nothing but what the blockers say, with an endpoint, with a NAT gateway.
  /// The answer is empty if the way is not open, else it says what was changed.
  private List<Function<Draft, Optional<List<Message>>>> beginnings() {
    var result = new ArrayList<Function<Draft, Optional<List<Message>>>>();
    result.add(draft -> Optional.of(List.of()));
    if (!(need.caller() instanceof Need.ResourceCaller caller)) {
      return result;
    }
    var id = caller.resource();
    service()
        .ifPresent(service -> {
          result.add(d -> EndpointRepairs.gateway(d, id, service).map(List::of));
          result.add(d -> EndpointRepairs.privateInterface(d, id, service).map(List::of));
        });
    if (!(need instanceof Need.Packet p && p.destination() instanceof Need.ResourceInterface)) {
      result.add(
          InternetRepairs.needsV6(need)
              ? d -> InternetRepairs.throughEgressOnly(d, id).map(List::of)
              : d -> InternetRepairs.throughNat(d, id).map(List::of));
    }
    return result;
  }

  private Optional<String> service() {
    return switch (need) {
      case Need.Call c -> c.via();
      case Need.Packet p ->
          p.destination() instanceof Need.ServiceEndpoint s
              ? Optional.of(s.service())
              : Optional.empty();
    };
  }

  /// Takes blockers away one after the other until the connection works.
  private boolean complete(Draft draft, List<Message> labels) {
    for (int i = 0; i < MOST_STEPS; i++) {
      var open =
          verdicts(draft).stream()
              .filter(v -> v.network().isPresent())
              .filter(v -> v.network().get().disposition() != Disposition.REACHABLE)
              .findFirst();
      if (open.isEmpty()) {
        return true;
      }
      var step = step(draft, open.get());
      if (step.isEmpty()) {
        return true;
      }
      labels.add(step.get());
    }
    return false;
  }

  private static Optional<Message> step(Draft draft, Verdict verdict) {
    var repairs = new BlockerRepairs(draft, verdict.need());
    return verdict.network().map(Trace::paths).orElse(List.of()).stream()
        .limit(MOST_PATHS)
        .flatMap(p -> p.blockers().stream())
        .flatMap(b -> repairs.repair(b).stream())
        .findFirst();
  }

  private List<Verdict> verdicts(Draft draft) {
    var changed = draft.drawing().connection(connection.id());
    return changed
        .map(c -> new Access(draft.drawing(), context.catalog()).of(c).needs())
        .orElse(List.of());
  }

  private boolean proved(Draft draft) {
    var after = new Access(draft.drawing(), context.catalog());
    return draft.drawing().connections().values().stream()
            .allMatch(c ->
                NoNetworkPath.works(after, c)
                    || (!c.id().equals(connection.id())
                        && !NoNetworkPath.works(context.access(), c)))
        && NetworkErrors.addsNone(
            context, new RuleContext(draft.drawing(), context.catalog(), after));
  }

  private static Message label(List<Message> labels) {
    return labels.size() == 1
        ? labels.getFirst()
        : Message.of(
            "rule.NoNetworkPath.fix.several", labels.getFirst(), String.valueOf(labels.size() - 1));
  }
}
