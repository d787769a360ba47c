package dev.diorama.access;

import dev.diorama.catalog.Need;
import dev.diorama.policy.Decision;
import dev.diorama.policy.Request;
import dev.diorama.reachability.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/// Whether one call can work: name → network → endpoint policy → identity and resource policies.
///
/// @param network the trace of its packets; empty on the service plane, which no route blocks
/// @param request what was asked of the policy engine; empty for a [Need.Packet]
/// @param endpointPolicy the VPC endpoint's decision, if the packets pass an endpoint
/// @param authorization the decision of all other policies; empty if the packets never arrive
/// @param openKeys condition keys whose values nobody knows and on which it depends whether the
///   call is allowed; `request` and the decisions are then, before a run, an example that is
///   allowed, and in a run what was assumed
public record Verdict(
    Need need,
    Outcome outcome,
    Optional<Trace> network,
    Optional<Request> request,
    Optional<Decision> endpointPolicy,
    Optional<Decision> authorization,
    Set<String> openKeys) {
  public Verdict {
    openKeys = Set.copyOf(openKeys);
  }

  /// A verdict on which no open key bears.
  public Verdict(
      Need need,
      Outcome outcome,
      Optional<Trace> network,
      Optional<Request> request,
      Optional<Decision> endpointPolicy,
      Optional<Decision> authorization) {
    this(need, outcome, network, request, endpointPolicy, authorization, Set.of());
  }

  /// The verdict in one word.
  public enum Outcome {
    /// It works.
    WORKS,
    /// The packets do not arrive, or the reply does not return.
    BLOCKED,
    /// It arrives and AWS refuses it.
    DENIED,
    /// Something on the way is not modelled.
    UNKNOWN
  }

  /// The open keys, in alphabetical order, with the values that `request` has for them; an empty
  /// list stands for a request without the key.
  public SequencedMap<String, List<String>> assumed() {
    var result = new LinkedHashMap<String, List<String>>();
    for (var key : new TreeSet<>(openKeys)) {
      result.put(key, request.flatMap(r -> r.context().get(key)).orElse(List.of()));
    }
    return result;
  }

  /// Whether it works.
  public boolean works() {
    return outcome == Outcome.WORKS;
  }

  /// The decision that refuses it, if one does.
  public Optional<Decision> denial() {
    return endpointPolicy
        .filter(d -> !d.isAllowed())
        .or(() -> authorization.filter(d -> !d.isAllowed()));
  }
}
