package dev.diorama.cli;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.policy.Policy;
import dev.diorama.policy.PolicyKind;
import dev.diorama.policy.PolicyQuota;
import dev.diorama.policy.PolicySet;
import dev.diorama.policy.Principal;
import dev.diorama.policy.Request;
import dev.diorama.policy.RequestContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// One case of `diorama policy evaluate`: a request and every policy that bears on it.
///
/// Where `resourceAccount` is absent, it is the account in the resource's ARN, else the
/// principal's. An absent list of control policies means that there are none. The resource policy
/// of `sts:AssumeRole…` is the role's trust policy. A policy may also be given as JSON text in a
/// string, as AWS's API takes it.
///
/// @param placed every policy with its place in the line, in the order of the line
record PolicyCase(Request request, PolicySet policies, List<Placed> placed) {
  /// The longest principal, action and resource, in characters: as long as an ARN may be. See
  /// `docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html`.
  private static final int MAX_TEXT = 2048;

  /// The most characters that the values of a request's context have together. Far more than a real
  /// request has, so that hostile cases cost little; so is the next.
  private static final int MAX_CONTEXT = 65_536;

  /// The most bytes that all policies of a case have together.
  private static final int MAX_POLICIES = 1 << 20;

  private static final Pattern ACTION = Pattern.compile("[A-Za-z0-9-]+:[A-Za-z0-9_.*-]+");
  private static final Pattern ACCOUNT_IN_ARN =
      Pattern.compile("arn:[^:]*:[^:]*:[^:]*:([0-9]{12}):.*", Pattern.DOTALL);

  /// A policy and where it stands in the line.
  ///
  /// @param own the text of a policy that is given as a string
  record Placed(PropertyPath at, Policy policy, Optional<String> own) {}

  PolicyCase {
    placed = List.copyOf(placed);
  }

  /// Reads a case.
  ///
  /// @throws UsageException if the line lacks something or has something of a wrong kind
  static PolicyCase read(Fields line) throws UsageException {
    return new Reader(line).read();
  }

  private static final class Reader {
    private final Fields line;
    private final List<Placed> placed = new ArrayList<>();
    private long policyBytes;

    Reader(Fields line) {
      this.line = line;
    }

    PolicyCase read() throws UsageException {
      if (!(line.get("request").orElse(Value.Null.NULL) instanceof Fields fields)) {
        throw new UsageException(Message.of("cli.policy.noRequest"));
      }
      var request = request(fields);
      var resourceKind = isRoleTrust(request.action()) ? PolicyKind.TRUST : PolicyKind.RESOURCE;
      var policies =
          new PolicySet(
              list("identityPolicies", PropertyPath.of("identityPolicies"), PolicyKind.IDENTITY),
              one("resourcePolicy", resourceKind).stream().toList(),
              one("boundary", PolicyKind.BOUNDARY).map(List::of),
              one("sessionPolicy", PolicyKind.SESSION).map(List::of),
              levels("scps", PolicyKind.SERVICE_CONTROL),
              levels("rcps", PolicyKind.RESOURCE_CONTROL),
              one("vpcEndpointPolicy", PolicyKind.VPC_ENDPOINT),
              flag("blockPublicAccess"));
      return new PolicyCase(request, policies, placed);
    }

    private Request request(Fields fields) throws UsageException {
      var context = context(fields);
      var name = text(fields, "principal");
      var principal =
          Principal.parse(name, context)
              .orElseThrow(() -> new UsageException(Message.of("cli.policy.principal", name)));
      var action = text(fields, "action");
      if (!ACTION.matcher(action).matches()) {
        throw new UsageException(Message.of("cli.policy.action", action));
      }
      var resource = text(fields, "resource");
      var account =
          present(fields, "resourceAccount").isPresent()
              ? text(fields, "resourceAccount")
              : account(resource).or(principal::callerAccount).orElse("");
      return new Request(principal, action, resource, account, context);
    }

    private static Optional<String> account(String arn) {
      var matcher = ACCOUNT_IN_ARN.matcher(arn);
      return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static RequestContext context(Fields request) throws UsageException {
      var given = present(request, "context");
      if (given.isEmpty()) {
        return RequestContext.EMPTY;
      }
      if (!(given.get() instanceof Fields keys)) {
        throw wrongKind("request.context");
      }
      var values = new HashMap<String, List<String>>();
      long characters = 0;
      for (var key : keys.values().keySet()) {
        var texts = new ArrayList<String>();
        for (var value : keys.list(key)) {
          var text = scalar(value, "request.context." + key);
          characters += text.length();
          texts.add(text);
        }
        if (characters > MAX_CONTEXT) {
          throw new UsageException(Message.of("cli.policy.contextTooLong", MAX_CONTEXT));
        }
        if (values.put(key.toLowerCase(Locale.ROOT), texts) != null) {
          throw new UsageException(Message.of("cli.policy.keyTwice", key));
        }
      }
      return new RequestContext(values);
    }

    private static String scalar(Value value, String at) throws UsageException {
      return switch (value) {
        case Value.Text t -> t.value();
        case Value.Flag f -> String.valueOf(f.value());
        case Value.Numeric n -> n.value().toPlainString();
        default -> throw wrongKind(at);
      };
    }

    private static String text(Fields fields, String name) throws UsageException {
      var text =
          fields
              .text(name)
              .orElseThrow(() ->
                  new UsageException(Message.of("cli.policy.textMissing", "request." + name)));
      if (text.isEmpty()) {
        throw new UsageException(Message.of("cli.policy.textMissing", "request." + name));
      }
      return bounded(text);
    }

    private static String bounded(String text) throws UsageException {
      if (text.length() > MAX_TEXT) {
        throw new UsageException(Message.of("cli.policy.textTooLong", MAX_TEXT));
      }
      return text;
    }

    private static Optional<Value> present(Fields fields, String name) {
      return fields.get(name).filter(v -> v != Value.Null.NULL);
    }

    private boolean flag(String name) throws UsageException {
      var value = present(line, name);
      if (value.isEmpty()) {
        return false;
      }
      if (!(value.get() instanceof Value.Flag f)) {
        throw wrongKind(name);
      }
      return f.value();
    }

    private Optional<Policy> one(String name, PolicyKind kind) throws UsageException {
      var value = present(line, name);
      return value.isEmpty()
          ? Optional.empty()
          : Optional.of(policy(value.get(), name, PropertyPath.of(name), kind));
    }

    private List<Policy> list(String name, PropertyPath at, PolicyKind kind) throws UsageException {
      var value = present(line, name);
      if (value.isEmpty()) {
        return List.of();
      }
      if (!(value.get() instanceof Items items)) {
        throw wrongKind(name);
      }
      return policies(items, at, kind);
    }

    private List<List<Policy>> levels(String name, PolicyKind kind) throws UsageException {
      var value = present(line, name);
      if (value.isEmpty()) {
        return List.of();
      }
      if (!(value.get() instanceof Items levels)) {
        throw wrongKind(name);
      }
      var result = new ArrayList<List<Policy>>();
      for (int i = 0; i < levels.values().size(); i++) {
        if (!(levels.values().get(i) instanceof Items level)) {
          throw wrongKind(name + "[" + i + "]");
        }
        result.add(policies(level, PropertyPath.of(name).then(i), kind));
      }
      return result;
    }

    private List<Policy> policies(Items documents, PropertyPath at, PolicyKind kind)
        throws UsageException {
      var result = new ArrayList<Policy>();
      for (int i = 0; i < documents.values().size(); i++) {
        var where = at.then(i);
        result.add(policy(documents.values().get(i), where.toString(), where, kind));
      }
      return result;
    }

    private Policy policy(Value written, String name, PropertyPath at, PolicyKind kind)
        throws UsageException {
      var document = written instanceof Value.Text t ? parsed(t.value(), at) : written;
      if (!(document instanceof Fields)) {
        throw new UsageException(Message.of("cli.policy.notAPolicy", at));
      }
      long size = PolicyQuota.size(document);
      if (size > PolicyQuota.MAX_EVALUATED) {
        throw new UsageException(
            Message.of(
                "cli.policy.at",
                at,
                Message.of("policy.diagnostic.tooLarge", size, PolicyQuota.MAX_EVALUATED)));
      }
      policyBytes += size;
      if (policyBytes > MAX_POLICIES) {
        throw new UsageException(Message.of("cli.policy.policiesTooLarge", MAX_POLICIES));
      }
      var policy = Policy.compile(name, kind, Optional.empty(), document);
      placed.add(new Placed(at, policy, written.asText()));
      return policy;
    }

    private static Value parsed(String json, PropertyPath at) throws UsageException {
      try {
        return Json.read(json);
      } catch (JsonException e) {
        throw new UsageException(
            Message.of("cli.policy.notJson", at, e.line(), e.column(), e.text()));
      }
    }

    private static UsageException wrongKind(String at) {
      return new UsageException(Message.of("cli.policy.wrongKind", at));
    }

    /// Also `sts:TagSession` and `sts:SetSourceIdentity`, which trust policies grant beside
    /// `sts:AssumeRole`: see
    /// `docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_permissions-required`.
    private static boolean isRoleTrust(String action) {
      var lower = action.toLowerCase(Locale.ROOT);
      return lower.startsWith("sts:assumerole")
          || lower.equals("sts:tagsession")
          || lower.equals("sts:setsourceidentity");
    }
  }
}
