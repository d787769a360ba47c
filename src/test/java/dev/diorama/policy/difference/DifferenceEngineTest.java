package dev.diorama.policy.difference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.policy.Policy;
import dev.diorama.policy.PolicyEngine;
import dev.diorama.policy.PolicyKind;
import dev.diorama.policy.PolicySet;
import dev.diorama.policy.Principal;
import dev.diorama.policy.Request;
import dev.diorama.policy.RequestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DifferenceEngineTest {
  private static final long SEED = 3_000_000;
  private static final int ROUNDS = Boolean.getBoolean("diorama.long") ? 3_000 : 150;
  private static final Principal ROLE =
      new Principal.RoleSession("arn:aws:iam::123456789012:role/R", "AROAEXAMPLE", "s");
  private static final Setting SETTING = new Setting(ROLE, "123456789012", "us-east-1", List.of());

  private final DifferenceEngine engine = new DifferenceEngine();
  private final PolicyEngine evaluator = new PolicyEngine();

  @Test
  void whatIsProvedEmptyIsEmptyForEveryRequestOfASmallWorld() {
    int empty = 0;
    int witnesses = 0;
    for (int i = 0; i < ROUNDS; i++) {
      var random = new RandomPolicies(new Random(SEED + i));
      var newer = random.set();
      var older = random.set();
      var needed = random.needed();
      var excess = engine.excess(newer, needed, SETTING);
      var added = engine.added(newer, older, SETTING);
      assertThat(excess.undecided()).as("seed " + (SEED + i)).isEmpty();
      assertThat(added.undecided()).as("seed " + (SEED + i)).isEmpty();
      for (var witness : excess.witnesses()) {
        // Keys and roles have policies of their own, which this world lacks.
        assertThat(
                evaluator.decide(witness.request(), newer).isAllowed()
                    || witness.request().action().matches("(kms|sts):.*"))
            .as("seed %d: %s", SEED + i, witness)
            .isTrue();
      }
      for (var request : SmallWorld.REQUESTS) {
        if (!evaluator.decide(request, newer).isAllowed()) {
          continue;
        }
        if (!Question.isNeeded(request, needed)) {
          assertThat(covered(excess, request))
              .as("seed %d: %s is excess and not found", SEED + i, request)
              .isTrue();
        }
        if (!evaluator.decide(request, older).isAllowed()) {
          assertThat(covered(added, request))
              .as("seed %d: %s is new and not found", SEED + i, request)
              .isTrue();
        }
      }
      empty += excess.isEmpty() ? 1 : 0;
      witnesses += excess.witnesses().size();
    }
    assertThat(empty).isGreaterThan(ROUNDS / 20);
    assertThat(witnesses).isGreaterThan(ROUNDS);
  }

  /// Whether the answer for the request's action is a witness.
  private static boolean covered(Difference difference, Request request) {
    return difference.witnesses().stream()
        .anyMatch(w ->
            w.actions().stream()
                .anyMatch(a ->
                    KnownActions.matches(
                        PatternReader.lower(a), PatternReader.lower(request.action()))));
  }

  /// Every combination of a few actions, resources and values.
  private static final class SmallWorld {
    static final List<Request> REQUESTS = requests();

    private static List<Request> requests() {
      var result = new ArrayList<Request>();
      var random = new Random(7);
      for (var action : RandomPolicies.ACTIONS) {
        for (var resource : resources(action)) {
          for (int i = 0; i < 12; i++) {
            result.add(
                new Request(
                    ROLE, action, resource, "123456789012", new RequestContext(context(random))));
          }
        }
      }
      return result;
    }

    private static List<String> resources(String action) {
      if (action.startsWith("s3:")) {
        return List.of("arn:aws:s3:::a/k", "arn:aws:s3:::b/k", "arn:aws:s3:::ab/k", "*");
      }
      var result = new ArrayList<>(List.of("*"));
      for (var name : List.of("a", "b", "aa", "ab", "ba", "bb", "aab", "c", "cab")) {
        result.add("arn:aws:x:::" + name);
      }
      return result;
    }

    private static Map<String, List<String>> context(Random random) {
      var result = new TreeMap<String, List<String>>();
      pick(random, List.of("", "0", "1", "1.5", "2", "3")).ifPresent(v -> result.put("n", v));
      pick(random, List.of("10.1.2.3", "10.2.0.1", "11.0.0.1")).ifPresent(v -> result.put("ip", v));
      pick(random, List.of("true", "false")).ifPresent(v -> result.put("flag", v));
      pick(random, List.of("a", "b", "A", "ab", "c")).ifPresent(v -> result.put("s", v));
      return result;
    }

    private static Optional<List<String>> pick(Random random, List<String> from) {
      return random.nextInt(4) == 0
          ? Optional.empty()
          : Optional.of(List.of(from.get(random.nextInt(from.size()))));
    }
  }

  @Test
  void aNeededCallIsNoExcess() {
    var granted = identity("s3:GetObject", "arn:aws:s3:::photos/*");
    assertThat(
            engine
                .excess(
                    granted, List.of(new Needed("s3:GetObject", "arn:aws:s3:::photos/*")), SETTING)
                .isEmpty())
        .isTrue();
  }

  @Test
  void anActionThatNothingNeedsIsShownOnADrawnResource() {
    var granted = identity("s3:*", "arn:aws:s3:::photos/*");
    var setting = new Setting(ROLE, "123456789012", "us-east-1", List.of("arn:aws:s3:::photos"));
    var difference =
        engine.excess(
            granted, List.of(new Needed("s3:GetObject", "arn:aws:s3:::photos/*")), setting);
    assertThat(difference.witnesses())
        .flatExtracting(Difference.Witness::actions)
        .contains("s3:DeleteObject", "s3:PutObject")
        .doesNotContain("s3:GetObject", "s3:ListBucket");
    assertThat(difference.witnesses())
        .anySatisfy(w -> {
          assertThat(w.actions()).contains("s3:DeleteObject");
          assertThat(w.request().resource()).isEqualTo("arn:aws:s3:::photos/example");
        });
  }

  @Test
  void aResourceWiderThanNeededGivesAResourceBesideIt() {
    var difference =
        engine.excess(
            identity("dynamodb:PutItem", "arn:aws:dynamodb:us-east-1:123456789012:table/*"),
            List.of(
                new Needed(
                    "dynamodb:PutItem", "arn:aws:dynamodb:us-east-1:123456789012:table/Catalog")),
            SETTING);
    assertThat(difference.witnesses())
        .singleElement()
        .satisfies(w ->
            assertThat(w.request().resource())
                .isEqualTo("arn:aws:dynamodb:us-east-1:123456789012:table/example"));
  }

  @Test
  void aBucketAndItsObjectsTogetherAreNoExcess() {
    // A bucket's name holds no slash, so no bucket is called "photos/x".
    var granted =
        policy(
            "{'Effect':'Allow','Action':['s3:GetObject','s3:ListBucket'],"
                + "'Resource':['arn:aws:s3:::photos','arn:aws:s3:::photos/*']}");
    assertThat(
            engine
                .excess(
                    granted,
                    List.of(
                        new Needed("s3:GetObject", "arn:aws:s3:::photos/*"),
                        new Needed("s3:ListBucket", "arn:aws:s3:::photos")),
                    SETTING)
                .isEmpty())
        .isTrue();
  }

  @Test
  void aDenyTakesAwayExactlyWhatItNames() {
    var granted =
        policy(
            "{'Effect':'Allow','Action':'s3:GetObject','Resource':'*'},"
                + "{'Effect':'Deny','Action':'s3:*','NotResource':'arn:aws:s3:::photos/*'}");
    assertThat(
            engine
                .excess(
                    granted, List.of(new Needed("s3:GetObject", "arn:aws:s3:::photos/*")), SETTING)
                .isEmpty())
        .isTrue();
  }

  @Test
  void aConditionThatCannotHoldGrantsNothing() {
    assertThat(
            engine
                .excess(
                    policy(
                        "{'Effect':'Allow','Action':'s3:GetObject','Resource':'*','Condition':"
                            + "{'NumericLessThan':{'x:n':'1'},'NumericGreaterThan':{'x:n':'2'}}}"),
                    List.of(),
                    SETTING)
                .isEmpty())
        .isTrue();
    assertThat(
            engine
                .excess(
                    policy(
                        "{'Effect':'Allow','Action':'s3:GetObject','Resource':'*','Condition':"
                            + "{'StringNotEquals':{'aws:PrincipalAccount':'123456789012'}}}"),
                    List.of(),
                    SETTING)
                .isEmpty())
        .isTrue();
  }

  @Test
  void aVariableWithoutAKnownValueGivesAWitnessOrIsUndecided() {
    var own =
        policy(
            "{'Effect':'Allow','Action':'s3:GetObject',"
                + "'Resource':'arn:aws:s3:::home/${aws:PrincipalTag/team}/*'}");
    var found = engine.excess(own, List.of(), SETTING);
    assertThat(found.witnesses())
        .singleElement()
        .satisfies(w ->
            assertThat(w.request().context().values())
                .containsEntry("aws:principaltag/team", List.of("example")));
    assertThat(
            engine
                .excess(own, List.of(new Needed("s3:GetObject", "arn:aws:s3:::home/*")), SETTING)
                .isEmpty())
        .isTrue();
    var half =
        engine.excess(
            own, List.of(new Needed("s3:GetObject", "arn:aws:s3:::home/example/*")), SETTING);
    assertThat(half.isEmpty()).isFalse();
    assertThat(half.undecided())
        .singleElement()
        .satisfies(u -> assertThat(u.reason()).isEqualTo(Difference.Reason.NOT_MODELLED));
  }

  @Test
  void anEditThatNewlyAllowsSomethingIsSeenAndOneThatDoesNotIsProvedHarmless() {
    var older = identity("dynamodb:GetItem", "*");
    var newer = policy("{'Effect':'Allow','Action':'dynamodb:*Item','Resource':'*'}");
    assertThat(engine.added(newer, older, SETTING).witnesses())
        .flatExtracting(Difference.Witness::actions)
        .contains("dynamodb:PutItem", "dynamodb:DeleteItem")
        .doesNotContain("dynamodb:GetItem");
    assertThat(engine.added(older, newer, SETTING).isEmpty()).isTrue();
  }

  @Test
  void actionsOfUnknownServicesAreTakenAsPatterns() {
    var difference =
        engine.excess(
            policy(
                "{'Effect':'Allow','Action':['bedrock:Invoke*','bedrock:InvokeModel'],"
                    + "'Resource':'*'}"),
            List.of(new Needed("bedrock:InvokeModel", "*")),
            SETTING);
    assertThat(difference.witnesses())
        .singleElement()
        .satisfies(w -> assertThat(w.actions()).containsExactly("bedrock:Invoke*"));
  }

  /// `docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html`.
  @Test
  void whatNeedsNoPermissionHidesNoOtherActionThatIsNamedWithIt() {
    var granted =
        policy(
            "{'Effect':'Allow','Action':['sts:GetCallerIdentity','sts:GetSessionToken',"
                + "'sts:GetServiceBearerToken'],'Resource':'*'}");
    assertThat(engine.excess(granted, List.of(), SETTING).witnesses())
        .flatExtracting(Difference.Witness::actions)
        .containsExactly("sts:GetServiceBearerToken", "sts:GetSessionToken");
  }

  ///
  /// `docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getsessiontoken.html`.
  @Test
  void aSessionTokenIsNothingThatAPolicyCouldGiveToAUser() {
    var user = new Principal.User("arn:aws:iam::123456789012:user/Bob", "AIDAEXAMPLE");
    var setting = new Setting(user, "123456789012", "us-east-1", List.of());
    assertThat(engine.excess(identity("sts:GetSessionToken", "*"), List.of(), setting).isEmpty())
        .isTrue();
  }

  @Test
  void theBoundMakesAnAnswerUndecidedAndNeverProved() {
    var hard = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      hard.append(i == 0 ? "" : ",")
          .append("'arn:aws:s3:::b/*")
          .append((char) ('a' + i))
          .append("?".repeat(24 + i))
          .append("'");
    }
    var difference =
        engine.excess(
            policy(
                "{'Effect':'Allow','Action':'s3:GetObject','Resource':["
                    + hard
                    + "]},"
                    + "{'Effect':'Deny','Action':'s3:GetObject','Resource':['arn:aws:s3:::b/*a*',"
                    + "'arn:aws:s3:::b/*b*','arn:aws:s3:::b/*c*','arn:aws:s3:::b/*d*',"
                    + "'arn:aws:s3:::b/*e*','arn:aws:s3:::b/*f*','arn:aws:s3:::b/*g*',"
                    + "'arn:aws:s3:::b/*h*','arn:aws:s3:::b/*i*','arn:aws:s3:::b/*j*',"
                    + "'arn:aws:s3:::b/*k*','arn:aws:s3:::b/*l??????????????????????????????????"
                    + "????????*z']}"),
            List.of(),
            SETTING);
    assertThat(difference.isEmpty()).isFalse();
    assertThat(difference.answers())
        .singleElement()
        .isEqualTo(new Difference.Undecided(List.of("s3:GetObject"), Difference.Reason.BOUND));
  }

  private static PolicySet identity(String action, String resource) {
    return policy("{'Effect':'Allow','Action':'" + action + "','Resource':'" + resource + "'}");
  }

  private static PolicySet policy(String statements) {
    try {
      var document =
          Json.read(
              ("{'Version':'2012-10-17','Statement':[" + statements + "]}").replace('\'', '"'));
      var policy = Policy.compile("p", PolicyKind.IDENTITY, Optional.empty(), document);
      assertThat(policy.diagnostics()).isEmpty();
      return PolicySet.of(List.of(policy), List.of());
    } catch (JsonException e) {
      throw new AssertionError(e);
    }
  }
}
