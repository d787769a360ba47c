package dev.diorama.aws.lambda;

import dev.diorama.catalog.AttachedPolicy;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Console;
import dev.diorama.catalog.Facets;
import dev.diorama.catalog.ManualCall;
import dev.diorama.catalog.Need;
import dev.diorama.catalog.NetworkAttachment;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.Environment;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/// What Lambda knows about a function.
final class FunctionFacets implements Facets {
  static final PropertyPath PERMISSIONS = PropertyPath.of("Permissions");
  private static final ResourceTypeName SUBNET = new ResourceTypeName("AWS::EC2::Subnet");

  @Override
  public String physicalId(Resource resource, Environment environment) {
    return FunctionSettings.nameOf(resource);
  }

  @Override
  public Optional<String> arn(Resource resource, Environment environment) {
    return Optional.of(FunctionSettings.arnOf(FunctionSettings.nameOf(resource), environment));
  }

  /// What the function's code calls carries the function's ARN, and so does what Lambda writes to
  /// CloudWatch Logs and X-Ray for it. Polling of event sources and the calls for network
  /// interfaces do not: see
  /// `docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html`.
  @Override
  public Map<String, String> credentialKeys(
      Resource resource, Need.Call call, Environment environment) {
    boolean carried =
        call.via().isPresent()
            || call.action().startsWith("logs:")
            || call.action().equals("xray:PutTraceSegments");
    return carried
        ? Map.of(
            "lambda:SourceFunctionArn",
            FunctionSettings.arnOf(FunctionSettings.nameOf(resource), environment))
        : Map.of();
  }

  /// Who invokes a function otherwise than by its URL
  /// (docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html).
  @Override
  public Map<String, String> requestKeys(Resource resource, Need.Call call) {
    return call.action().equals(FunctionUrl.INVOKE_FUNCTION)
        ? Map.of("lambda:InvokedViaFunctionUrl", "false")
        : Map.of();
  }

  @Override
  public Optional<ResourceId> role(Resource resource, Architecture drawing) {
    return References.one(drawing, resource, "Role").map(Resource::id);
  }

  /// The function policy as `GetPolicy` shows it
  /// (docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html).
  @Override
  public List<AttachedPolicy> resourcePolicies(Resource resource, Architecture drawing) {
    var rows = resource.properties().list("Permissions");
    if (rows.isEmpty()) {
      return List.of();
    }
    var arn = FunctionSettings.arnOf(FunctionSettings.nameOf(resource), drawing.environment());
    var statements =
        rows.stream()
            .<Value>flatMap(v ->
                v instanceof Fields f
                    ? java.util.stream.Stream.of(statement(f, arn))
                    : java.util.stream.Stream.empty())
            .toList();
    return List.of(
        new AttachedPolicy(
            FunctionSettings.nameOf(resource),
            AttachedPolicy.Kind.RESOURCE,
            resource.id(),
            PERMISSIONS,
            Fields.EMPTY
                .with("Version", "2012-10-17")
                .with("Id", "default")
                .with("Statement", new Value.Items(statements))));
  }

  private static Fields statement(Fields row, String arn) {
    var statement =
        Fields.EMPTY
            .with("Sid", row.text("Id").orElse(""))
            .with("Effect", "Allow")
            .with("Principal", principal(row.text("Principal").orElse("")))
            .with("Action", row.text("Action").orElse("lambda:InvokeFunction"))
            .with("Resource", row.text("Qualifier").map(q -> arn + ":" + q).orElse(arn));
    var condition = Fields.EMPTY;
    var account = row.text("SourceAccount").filter(t -> !t.isBlank());
    if (account.isPresent()) {
      condition =
          condition.with("StringEquals", Fields.EMPTY.with("AWS:SourceAccount", account.get()));
    }
    var source = row.get("SourceArn").filter(v -> v.asText().filter(String::isBlank).isEmpty());
    if (source.isPresent()) {
      condition = condition.with("ArnLike", Fields.EMPTY.with("AWS:SourceArn", source.get()));
    }
    var urlType = row.text("FunctionUrlAuthType");
    if (urlType.isPresent()) {
      condition =
          condition.with(
              "StringEquals",
              condition.fields("StringEquals").with("lambda:FunctionUrlAuthType", urlType.get()));
    }
    if (row.flag("InvokedViaFunctionUrl")) {
      condition = condition.with("Bool", Fields.EMPTY.with("lambda:InvokedViaFunctionUrl", "true"));
    }
    return condition.isEmpty() ? statement : statement.with("Condition", condition);
  }

  /// A service's name, everybody, an account or an ARN, as `AddPermission` writes them.
  private static Value principal(String principal) {
    if (principal.equals("*")) {
      return Value.of("*");
    }
    if (principal.endsWith(".amazonaws.com")) {
      return Fields.EMPTY.with("Service", principal);
    }
    return Fields.EMPTY.with(
        "AWS", principal.matches("[0-9]{12}") ? "arn:aws:iam::" + principal + ":root" : principal);
  }

  /// Lambda assumes the execution role for every invocation
  /// (docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html).
  @Override
  public List<Need> activationNeeds(Resource resource, Architecture drawing, Catalog catalog) {
    return role(resource, drawing)
        .flatMap(drawing::resource)
        .flatMap(role ->
            catalog
                .facets(role)
                .arn(role, drawing.environment())
                .<Need>map(roleArn ->
                    new Need.Call(
                        new Need.ServiceCaller(
                            resource.id(),
                            "lambda.amazonaws.com",
                            FunctionSettings.arnOf(
                                FunctionSettings.nameOf(resource), drawing.environment())),
                        "sts:AssumeRole",
                        roleArn,
                        role.id(),
                        Map.of(),
                        Optional.empty())))
        .stream()
        .toList();
  }

  /// Log delivery, and the interfaces of a function in a VPC: see [ServiceCalls].
  @Override
  public List<Need.Call> serviceCalls(Resource resource, Architecture drawing, Catalog catalog) {
    return ServiceCalls.of(resource, attachment(resource, drawing), drawing, catalog);
  }

  /// Lambda's interfaces stand in the subnets of `VpcConfig`
  /// (docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html); a function drawn inside a
  /// subnet means that subnet.
  @Override
  public Optional<NetworkAttachment> attachment(Resource resource, Architecture drawing) {
    var subnets = subnets(resource, drawing);
    if (subnets.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new NetworkAttachment(
            NetworkAttachment.Kind.LAMBDA_HYPERPLANE,
            subnets,
            References.many(drawing, resource.properties().fields("VpcConfig"), "SecurityGroupIds")
                .stream()
                .map(Resource::id)
                .toList(),
            false,
            // docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html
            resource.properties().fields("VpcConfig").flag("Ipv6AllowedForDualStack"),
            OptionalInt.empty()));
  }

  /// The subnets of a function, those of `VpcConfig` first.
  static List<ResourceId> subnets(Resource function, Architecture drawing) {
    var subnets = new ArrayList<ResourceId>();
    References.many(drawing, function.properties().fields("VpcConfig"), "SubnetIds")
        .forEach(s -> subnets.add(s.id()));
    drawing
        .enclosing(function, SUBNET)
        .map(Resource::id)
        .filter(s -> !subnets.contains(s))
        .ifPresent(subnets::add);
    return List.copyOf(subnets);
  }

  /// <https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html>: the event is JSON text.
  @Override
  public List<ManualCall> manualCalls(Resource resource, Architecture drawing, Catalog catalog) {
    var calls = new ArrayList<ManualCall>();
    calls.add(
        new ManualCall(
            "lambda:Invoke",
            Message.of("call.lambda:Invoke"),
            Fields.EMPTY.with("Payload", "{}"),
            List.of("Payload"),
            Optional.empty()));
    if (FunctionUrl.of(resource).isPresent()) {
      calls.add(
          new ManualCall(
              "lambda:" + FunctionUrlProtocol.OPERATION,
              Message.of("call.lambda:InvokeFunctionUrl"),
              Fields.EMPTY.with("Method", "GET").with("Path", "/"),
              List.of("Path"),
              Optional.empty()));
    }
    return List.copyOf(calls);
  }

  /// A function URL takes every method and path.
  @Override
  public List<Route> routes(Resource resource, Architecture drawing, Catalog catalog) {
    return FunctionUrl.of(resource).stream().map(u -> new Route("ANY", "/")).toList();
  }

  @Override
  public Optional<String> urlPath(Resource resource) {
    return FunctionUrl.of(resource).map(u -> FunctionUrlProtocol.PREFIX + u.id());
  }

  @Override
  public Optional<Console> console(Resource resource) {
    return Optional.of(new Console.Invocations("lambda:Invoke"));
  }

  /// What Lambda makes of a message that it has received.
  @Override
  public Optional<Fields> sampleEvent(
      Connection connection, Architecture drawing, Catalog catalog) {
    return connection.type().equals(LambdaConnections.MAPPING)
        ? drawing
            .resource(connection.source())
            .flatMap(s -> catalog.facets(s).eventSourceArn(s, drawing.environment()))
            .filter(arn -> LambdaConnections.serviceOf(arn).equals("sqs"))
            .map(arn -> QueueEvents.sample(arn, drawing.environment().region()))
        : Optional.empty();
  }

  @Override
  public SequencedMap<String, String> highlights(Resource resource) {
    var result = new LinkedHashMap<String, String>();
    result.put(
        "Runtime", resource.properties().text("Runtime").orElse(FunctionSettings.DEFAULT_RUNTIME));
    result.put("Timeout", FunctionSettings.timeoutOf(resource) + " s");
    result.put(
        "MemorySize",
        resource.properties().number("MemorySize").orElse(FunctionSettings.DEFAULT_MEMORY) + " MB");
    return result;
  }
}
