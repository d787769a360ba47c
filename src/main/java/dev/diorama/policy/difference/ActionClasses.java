package dev.diorama.policy.difference;

import dev.diorama.policy.WrittenStatement.Element;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Sorts all actions there are into classes, by the action elements that name them. The actions of
/// the Service Authorization Reference are counted one by one; those of other services are known
/// only by the patterns that name them.
final class ActionClasses {
  /// Actions that callers may call whatever the policies say are told apart from all others, and
  /// from one another: `docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html` and
  /// `docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getsessiontoken.html`.
  private static final Set<String> FREE = Set.of("sts:GetCallerIdentity", "sts:GetSessionToken");

  /// @param free the action's name, if it needs no permission of some callers
  private record Signature(BitSet named, Universe universe, String free) {}

  private static final class Growing {
    final List<String> names = new ArrayList<>();
    final String representative;

    Growing(String representative) {
      this.representative = representative;
    }
  }

  /// The classes.
  ///
  /// @param complete whether every action is in a class
  record Result(List<ActionClass> classes, boolean complete) {}

  private ActionClasses() {}

  /// The classes of the actions that at least one of `wanted` elements names.
  ///
  /// @param wanted the numbers of the elements that matter
  static Result of(List<Element> elements, BitSet wanted, Budget budget) {
    var known = KnownActions.get();
    var named = new BitSet[elements.size()];
    var all = new BitSet(known.size());
    for (int i = 0; i < named.length; i++) {
      var set = new BitSet(known.size());
      for (var text : elements.get(i).texts()) {
        set.or(known.matching(PatternReader.lower(text)));
      }
      if (elements.get(i).negated()) {
        set.flip(0, known.size());
      }
      named[i] = set;
      if (wanted.get(i)) {
        all.or(set);
      }
    }
    Map<Integer, BitSet> signatures = new HashMap<>();
    for (int i = 0; i < named.length; i++) {
      named[i].and(all);
      for (int a = named[i].nextSetBit(0); a >= 0; a = named[i].nextSetBit(a + 1)) {
        signatures.computeIfAbsent(a, x -> new BitSet()).set(i);
      }
    }
    Map<Signature, Growing> classes = new LinkedHashMap<>();
    for (int action = all.nextSetBit(0); action >= 0; action = all.nextSetBit(action + 1)) {
      var by = signatures.getOrDefault(action, new BitSet());
      var name = known.name(action);
      classes
          .computeIfAbsent(
              new Signature(by, known.universe(action), FREE.contains(name) ? name : ""),
              s -> new Growing(name))
          .names
          .add(name);
    }
    var others = UnknownActions.of(elements, budget);
    for (var atom : others.atoms()) {
      if (atom.named().intersects(wanted)) {
        classes
            .computeIfAbsent(
                new Signature(atom.named(), Universe.UNKNOWN, ""),
                s -> new Growing(atom.representative()))
            .names
            .add(atom.written());
      }
    }
    var result = new ArrayList<ActionClass>();
    classes.forEach((signature, grown) ->
        result.add(
            new ActionClass(
                grown.names, grown.representative, signature.named, signature.universe)));
    return new Result(result, others.complete());
  }
}
