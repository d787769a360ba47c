package dev.diorama.policy;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A second evaluator, slow and straight from the documented flow, to compare the engine with. It
/// reads the JSON of a case of [PolicyCases] as it is and shares no code with the engine, so that
/// the two hardly have the same mistake. It knows no quota, no trace and few malformed statements.
class NaiveEvaluator {
  private static final List<String> CONTROLLED = List.of("s3", "sqs", "kms", "sts");

  /// What a policy gives, from nothing up: 1 is something to the account, which decides nothing by
  /// itself.
  private static final int NOTHING = 0;

  private static final int ROLE = 2;
  private static final int CALLER = 3;

  /// The answer as `ALLOW`, `IMPLICIT_DENY kind` or `EXPLICIT_DENY kind`.
  String decide(Fields c) {
    var who = new NaiveCaller(c.text("principal").orElseThrow());
    var action = c.text("action").orElseThrow();
    var resourceKind = action.equals("sts:AssumeRole") ? "TRUST" : "RESOURCE";
    if (action.equals("sts:GetCallerIdentity") && who.hasAccount()) {
      return "ALLOW";
    }
    if (action.equals("sts:GetSessionToken") && (who.isUser() || who.isRoot())) {
      return "ALLOW";
    }
    var kinds = new ArrayList<String>();
    var policies = new ArrayList<Value>();
    if (!who.isServiceLinked() && CONTROLLED.contains(action.substring(0, action.indexOf(':')))) {
      c.list("rcps").forEach(p -> add(kinds, policies, "RESOURCE_CONTROL", p));
    }
    if (!who.isServiceLinked() && who.hasAccount()) {
      c.list("scps").forEach(p -> add(kinds, policies, "SERVICE_CONTROL", p));
    }
    c.get("vpcEndpointPolicy").ifPresent(p -> add(kinds, policies, "VPC_ENDPOINT", p));
    int guards = policies.size();
    var onResource = c.get("trust").or(() -> c.get("resourcePolicy")).orElse(Items.EMPTY);
    add(kinds, policies, resourceKind, onResource);
    add(kinds, policies, "IDENTITY", c.get("identity").orElse(Items.EMPTY));
    c.get("boundary").ifPresent(p -> add(kinds, policies, "BOUNDARY", p));
    var session =
        c.get("session").or(() -> who.isFederated() ? Optional.of(Items.EMPTY) : Optional.empty());
    session.ifPresent(p -> add(kinds, policies, "SESSION", p));

    for (int i = 0; i < policies.size(); i++) {
      if (says(policies.get(i), "Deny", c, who) > NOTHING) {
        return "EXPLICIT_DENY " + kinds.get(i);
      }
    }
    for (int i = 0; i < guards; i++) {
      boolean onlyDenies =
          kinds.get(i).equals("RESOURCE_CONTROL")
              && statements(policies.get(i)).stream()
                  .noneMatch(s -> isSound(s) && s.text("Effect").equals(Optional.of("Allow")));
      if (!onlyDenies && says(policies.get(i), "Allow", c, who) == NOTHING) {
        return "IMPLICIT_DENY " + kinds.get(i);
      }
    }
    int given = says(onResource, "Allow", c, who);
    var must = new ArrayList<Integer>();
    boolean sameAccount = who.hasAccount() && who.account().equals(c.text("account").orElse(""));
    boolean explicit =
        resourceKind.equals("TRUST") || c.text("resource").orElse("").contains(":key/");
    int resource = guards;
    int identity = guards + 1;
    if (!who.hasAccount() || (sameAccount && given == CALLER)) {
      must.add(resource);
    } else {
      if (sameAccount && explicit && given == NOTHING) {
        must.add(resource);
      }
      if (!who.isRoot()) {
        if (!(sameAccount && given == ROLE)) {
          must.add(identity);
        }
        for (int i = identity + 1; i < policies.size(); i++) {
          must.add(i);
        }
      }
      if (!sameAccount) {
        must.add(resource);
      }
    }
    for (int i : must) {
      if (says(policies.get(i), "Allow", c, who) == NOTHING) {
        return "IMPLICIT_DENY " + kinds.get(i);
      }
    }
    return "ALLOW";
  }

  private static void add(List<String> kinds, List<Value> policies, String kind, Value policy) {
    kinds.add(kind);
    policies.add(policy);
  }

  private static List<Fields> statements(Value policy) {
    var list = policy instanceof Items i ? i.values() : ((Fields) policy).list("Statement");
    return list.stream().map(Fields.class::cast).toList();
  }

  /// The most that statements of this effect say to the request.
  private int says(Value policy, String effect, Fields c, NaiveCaller who) {
    boolean variables =
        policy instanceof Items
            || ((Fields) policy).text("Version").equals(Optional.of("2012-10-17"));
    int most = NOTHING;
    for (var s : statements(policy)) {
      if (s.text("Effect").equals(Optional.of(effect))
          && isSound(s)
          && matches(s, variables, c, who)) {
        most = Math.max(most, effect.equals("Deny") ? CALLER : given(s, who));
      }
    }
    return most;
  }

  private static boolean isSound(Fields s) {
    return s.get("Action").isPresent() != s.get("NotAction").isPresent()
        && s.fields("Condition").values().keySet().stream().noneMatch(o -> o.contains("Same"));
  }

  private boolean matches(Fields s, boolean variables, Fields c, NaiveCaller who) {
    var facts = new NaiveContext(c, who);
    var action = lower(c.text("action").orElse(""));
    var resource = c.text("resource").orElse("");
    boolean acts =
        s.texts("Action").stream().anyMatch(a -> like(lower(a), action, false, facts, false))
            || (s.get("NotAction").isPresent()
                && s.texts("NotAction").stream()
                    .noneMatch(a -> like(lower(a), action, false, facts, false)));
    boolean on =
        (s.get("Resource").isEmpty() && s.get("NotResource").isEmpty())
            || s.texts("Resource").stream().anyMatch(r -> like(r, resource, variables, facts, true))
            || (s.get("NotResource").isPresent()
                && s.texts("NotResource").stream()
                    .noneMatch(r -> like(r, resource, variables, facts, true)));
    boolean by = true;
    if (s.get("NotPrincipal").isPresent() && s.text("Effect").equals(Optional.of("Deny"))) {
      by =
          (c.get("boundary").isPresent() && who.hasIdentity())
              || !who.isSparedBy(named(s.get("NotPrincipal").get()));
    } else if (s.get("Principal").isPresent() || s.get("NotPrincipal").isPresent()) {
      by = given(s, who) > NOTHING;
    }
    return acts && on && by && NaiveCondition.holds(this, s.fields("Condition"), variables, facts);
  }

  private static int given(Fields s, NaiveCaller who) {
    if (s.get("NotPrincipal").isPresent()) {
      return most(s.get("NotPrincipal").get(), who) == NOTHING ? CALLER : NOTHING;
    }
    return s.get("Principal").isEmpty() ? CALLER : most(s.get("Principal").get(), who);
  }

  private static int most(Value principal, NaiveCaller who) {
    return named(principal).stream().mapToInt(who::given).max().orElse(NOTHING);
  }

  /// Every principal of the element, as `type value`.
  private static List<String> named(Value principal) {
    if (!(principal instanceof Fields types)) {
      return List.of("AWS *");
    }
    var all = new ArrayList<String>();
    types.values().keySet().forEach(t -> types.texts(t).forEach(v -> all.add(t + " " + v)));
    return all;
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /// What an operator says to a key that the request does not have.
  boolean holdsWithoutKey(boolean ifExists, boolean all, boolean any, boolean negated) {
    return ifExists || all || (!any && negated);
  }

  // Wildcards once they are told from the same characters in the values of variables.
  private static final char MANY = '\uE001';
  private static final char ONE = '\uE002';
  private static final char IN_FIELD = '\uE003';

  boolean like(String pattern, String text, boolean variables, NaiveContext facts, boolean arn) {
    if (arn && !pattern.equals("*") && pattern.split(":", -1).length < 6) {
      // "AWS automatically completes the ARN by adding wildcard characters to all missing fields."
      return like(pattern + ":*", text, variables, facts, true);
    }
    var marked = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char ch = pattern.charAt(i);
      marked.append(
          ch == '*' && !isEscaped(pattern, i, variables)
              ? MANY
              : ch == '?' && !isEscaped(pattern, i, variables) ? ONE : ch);
    }
    var filled = variables ? facts.fill(marked.toString()) : Optional.of(marked.toString());
    return filled.isPresent() && walk(arn ? inFields(filled.get()) : filled.get(), 0, text, 0);
  }

  private static boolean isEscaped(String pattern, int i, boolean variables) {
    return variables && i >= 2 && pattern.startsWith("${", i - 2) && pattern.startsWith("}", i + 1);
  }

  private static String inFields(String pattern) {
    var result = new StringBuilder(pattern);
    int colons = 0;
    for (int i = 0; i < result.length() && colons < 5; i++) {
      if (result.charAt(i) == ':') {
        colons++;
      } else if (result.charAt(i) == MANY
          && i + 1 < result.length()
          && result.charAt(i + 1) != ':') {
        result.setCharAt(i, IN_FIELD);
      }
    }
    return result.toString();
  }

  private static boolean walk(String pattern, int p, String text, int t) {
    if (p == pattern.length()) {
      return t == text.length();
    }
    char ch = pattern.charAt(p);
    if (ch == MANY || ch == IN_FIELD) {
      return walk(pattern, p + 1, text, t)
          || (t < text.length()
              && (ch == MANY || text.charAt(t) != ':')
              && walk(pattern, p, text, t + 1));
    }
    return t < text.length()
        && (ch == ONE || ch == text.charAt(t))
        && walk(pattern, p + 1, text, t + 1);
  }
}
