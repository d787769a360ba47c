package dev.diorama.policy.difference;

import dev.diorama.policy.PolicySet;
import dev.diorama.policy.Principal;
import dev.diorama.policy.Request;
import dev.diorama.policy.RequestContext;
import dev.diorama.policy.WrittenStatement;
import dev.diorama.policy.WrittenStatement.Element;
import dev.diorama.policy.difference.Difference.Answer;
import dev.diorama.policy.difference.Difference.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// One question, for one choice of what open policy variables stand for: for each class of actions,
/// is there a request that one side allows and that nothing on the other side covers?
final class Question {
  /// Condition keys that follow from the principal and the resource's account.
  private static final Set<String> OF_PRINCIPAL =
      Set.of(
          "aws:principalarn",
          "aws:principalaccount",
          "aws:principaltype",
          "aws:userid",
          "aws:username",
          "aws:principalisawsservice",
          "aws:principalservicename",
          "aws:resourceaccount");

  /// Regions that examples may stand in.
  private static final List<String> REGIONS =
      List.of("us-east-2", "us-west-2", "eu-west-1", "ap-northeast-1");

  /// How many resources are tried before any other is looked for.
  private static final int MOST_LIKELY = 64;

  private final Setting setting;
  private final Budget classBudget;
  private final Variables variables;
  private final Vocabulary vocabulary;
  private final Side granted;
  private final Optional<Side> older;
  private final List<Integer> neededActions = new ArrayList<>();
  private final List<Integer> neededResources = new ArrayList<>();
  private final Predicate<Request> confirmed;
  private final Map<Universe, List<String>> samples = new HashMap<>();

  /// @param older what another set of policies allows
  /// @param needed what is needed
  /// @param confirmed whether the evaluator says the same of a request
  Question(
      Setting setting,
      PolicySet newer,
      Optional<PolicySet> older,
      List<Needed> needed,
      boolean choose,
      Budget budget,
      Predicate<Request> confirmed) {
    this.setting = setting;
    this.classBudget = budget;
    this.confirmed = confirmed;
    var bare = request("*", "*", Map.of());
    this.variables = new Variables(key -> single(key, bare), choose);
    var conditions = new Conditions(bare, key -> fixedOrChosen(key, bare), variables, budget);
    this.vocabulary = new Vocabulary(variables, conditions);
    boolean identity = setting.principal().callerAccount().isPresent();
    this.granted = new Side(newer, setting.principal(), identity, vocabulary);
    this.older = older.map(p -> new Side(p, setting.principal(), identity, vocabulary));
    for (var need : needed) {
      PatternReader.read(need.resource(), PatternReader.Form.LIKE, false, variables)
          .ifPresent(pattern -> {
            neededActions.add(vocabulary.actions(new Element(false, List.of(need.action()))));
            neededResources.add(vocabulary.resource(pattern));
          });
    }
    // Conditions may refer to keys that got their value only while statements were read.
    conditions.bind(request("*", "*", variables.chosen()));
  }

  private Request request(String action, String resource, Map<String, List<String>> context) {
    var all = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(context);
    all.putAll(setting.fixed());
    return new Request(
        setting.principal(), action, resource, setting.resourceAccount(), new RequestContext(all));
  }

  private Optional<Optional<String>> single(String key, Request bare) {
    var values = fixed(key, bare);
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(values.get().filter(v -> v.size() == 1).map(List::getFirst));
  }

  private Optional<Optional<List<String>>> fixed(String key, Request bare) {
    return OF_PRINCIPAL.contains(key) || setting.fixed().containsKey(key)
        ? Optional.of(WrittenStatement.values(bare, key))
        : Optional.empty();
  }

  private Optional<Optional<List<String>>> fixedOrChosen(String key, Request bare) {
    var chosen = variables.chosen().get(key);
    return chosen == null ? fixed(key, bare) : Optional.of(Optional.of(chosen));
  }

  /// Whether a policy variable depends on the request.
  boolean isOpen() {
    return !variables.open().isEmpty();
  }

  /// The actions that the first side may allow, in classes.
  ActionClasses.Result classes() {
    return ActionClasses.of(vocabulary.actions(), granted.allowing(), classBudget);
  }

  /// The answer for one class.
  Answer answer(ActionClass actions, Budget budget) {
    if (isFree(actions.representative())) {
      return new Difference.Empty(actions.actions());
    }
    var asked = new ArrayList<Expression>();
    for (int i = 0; i < neededActions.size(); i++) {
      if (actions.named().get(neededActions.get(i))) {
        asked.add(vocabulary.leaf(neededResources.get(i), false));
      }
    }
    older.ifPresent(o -> asked.add(o.allowed(actions.named(), false)));
    asked.add(granted.allowed(actions.named(), true));
    var wanted = Expression.and(asked);
    if (wanted.equals(Expression.never())) {
      return new Difference.Empty(actions.actions());
    }
    // Format by format: formats that are walked together multiply.
    Answer answer = new Difference.Empty(actions.actions());
    var formats = actions.universe().patterns();
    for (int format = 0; format < formats.size(); format++) {
      var inFormat = vocabulary.leaf(vocabulary.resource(formats.get(format)), true);
      var next =
          new Search(actions, format, Expression.and(List.of(wanted, inFormat)), budget).answer();
      if (next instanceof Difference.Witness) {
        return next;
      }
      if (next instanceof Difference.Undecided) {
        answer = next;
      }
    }
    return answer;
  }

  /// Whether the caller may do this whatever the policies say: see
  /// `docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html` and
  /// `docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getsessiontoken.html`.
  private boolean isFree(String action) {
    return switch (action) {
      case "sts:GetCallerIdentity" -> true;
      case "sts:GetSessionToken" ->
          setting.principal() instanceof Principal.User
              || setting.principal() instanceof Principal.Root;
      default -> false;
    };
  }

  /// The search for one class.
  private final class Search {
    private final ActionClass actions;
    private final int format;
    private final Expression wanted;
    private final Budget budget;
    private final Map<Integer, Integer> local = new LinkedHashMap<>();
    private final Map<BitSet, Conditions.Solution> solved = new HashMap<>();
    private final Walk walk;
    private boolean proved = true;
    private Map<String, List<String>> context = Map.of();

    Search(ActionClass actions, int format, Expression wanted, Budget budget) {
      this.actions = actions;
      this.format = format;
      this.wanted = wanted;
      this.budget = budget;
      number(wanted);
      var patterns = new ArrayList<Pattern>(local.size());
      local.keySet().forEach(number -> patterns.add(vocabulary.pattern(number)));
      this.walk = new Walk(patterns, budget, required());
    }

    /// The patterns that every wanted resource matches.
    private int[] required() {
      var parts = wanted instanceof Expression.And and ? and.parts() : List.of(wanted);
      var result = new int[parts.size()];
      int length = 0;
      for (var part : parts) {
        if (part instanceof Expression.Resource r && r.positive()) {
          result[length++] = at(r);
        }
      }
      return Arrays.copyOf(result, length);
    }

    private void number(Expression expression) {
      switch (expression) {
        case Expression.Resource r -> local.putIfAbsent(r.pattern(), local.size());
        case Expression.Holds h -> {}
        case Expression.And a -> a.parts().forEach(this::number);
        case Expression.Or o -> o.parts().forEach(this::number);
      }
    }

    private int at(Expression.Resource leaf) {
      return local.getOrDefault(leaf.pattern(), 0);
    }

    Answer answer() {
      boolean refuted = false;
      for (var resource : likely()) {
        if (solves(walk.accepts(resource))) {
          if (confirms(resource)) {
            return witness(resource);
          }
          refuted = true;
        }
      }
      var resource = walk.shortest(this::possible, s -> possible(s) && solves(s.accepted()));
      if (resource.isPresent()) {
        return confirms(resource.get())
            ? witness(natural(resource.get()))
            : new Difference.Undecided(actions.actions(), Reason.NOT_CONFIRMED);
      }
      if (budget.isSpent()) {
        return new Difference.Undecided(actions.actions(), Reason.BOUND);
      }
      if (refuted) {
        return new Difference.Undecided(actions.actions(), Reason.NOT_CONFIRMED);
      }
      return proved
          ? new Difference.Empty(actions.actions())
          : new Difference.Undecided(actions.actions(), Reason.NOT_MODELLED);
    }

    /// The same resource in the setting's account and region, or another that there is, if that is
    /// an example too; else as it is.
    private String natural(String resource) {
      var fields = resource.split(":", 6);
      if (fields.length == 6 && fields[0].equals("arn")) {
        var regions = new LinkedHashSet<String>();
        if (!fields[3].isEmpty()) {
          regions.add(setting.region());
          regions.addAll(REGIONS);
        }
        regions.add(fields[3]);
        for (var region : regions) {
          fields[3] = region;
          fields[4] = fields[4].isEmpty() ? "" : setting.resourceAccount();
          var candidate = String.join(":", fields);
          if (solves(walk.accepts(candidate)) && confirms(candidate)) {
            return candidate;
          }
        }
        // The search above has left its own context behind.
        solves(walk.accepts(resource));
      }
      return resource;
    }

    private List<String> likely() {
      var result = new ArrayList<String>();
      var ofFormats =
          samples.computeIfAbsent(
              actions.universe(), u -> u.samples(setting.resourceAccount(), setting.region()));
      // The samples stand in the order of the formats, of which the last one may have none.
      var sample =
          format < ofFormats.size() ? Optional.of(ofFormats.get(format)) : Optional.<String>empty();
      for (var resource : setting.likely()) {
        if (result.size() < MOST_LIKELY && isOfTheService(resource, sample)) {
          result.add(resource);
          result.add(resource + "/example");
        }
      }
      sample.ifPresent(result::add);
      return result;
    }

    /// Whether a resource can be of the format at all, as far as a glance at the service shows.
    private static boolean isOfTheService(String resource, Optional<String> sample) {
      if (sample.isEmpty() || !sample.get().startsWith("arn:")) {
        return true;
      }
      int service = sample.get().indexOf(':', "arn:".length()) + 1;
      int end = sample.get().indexOf(':', service);
      int at = resource.indexOf(':', "arn:".length()) + 1;
      return end < 0 || resource.startsWith(sample.get().substring(service, end + 1), at);
    }

    private boolean possible(Walk.State state) {
      return wanted.possible(
          leaf -> leaf.positive() ? state.canAccept(at(leaf)) : !state.mustAccept(at(leaf)));
    }

    private boolean solves(BitSet accepted) {
      var solution =
          solved.computeIfAbsent(
              accepted,
              a ->
                  vocabulary
                      .conditions()
                      .solve(wanted.given(leaf -> a.get(at(leaf)) == leaf.positive())));
      proved &= solution.context().isPresent() || solution.proved();
      solution.context().ifPresent(c -> context = c);
      return solution.context().isPresent();
    }

    private Request found(String resource) {
      var all = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
      all.putAll(context);
      all.putAll(variables.chosen());
      all.putAll(context);
      return request(actions.representative(), resource, all);
    }

    private boolean confirms(String resource) {
      return confirmed.test(found(resource));
    }

    private Answer witness(String resource) {
      return new Difference.Witness(actions.actions(), found(resource));
    }
  }

  /// Whether anybody needs the request.
  static boolean isNeeded(Request request, List<Needed> needed) {
    return needed.stream()
        .anyMatch(n ->
            n.action().equalsIgnoreCase(request.action())
                && KnownActions.matches(n.resource(), request.resource()));
  }
}
