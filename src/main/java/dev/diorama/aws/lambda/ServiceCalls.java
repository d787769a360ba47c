package dev.diorama.aws.lambda;

import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Need;
import dev.diorama.catalog.NetworkAttachment;
import dev.diorama.model.Architecture;
import dev.diorama.model.Environment;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The calls that Lambda itself makes as a function's execution role.
final class ServiceCalls {
  private static final ResourceTypeName LOG_GROUP = new ResourceTypeName("AWS::Logs::LogGroup");

  /// `docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions`;
  /// the managed policy `AWSLambdaVPCAccessExecutionRole` has the same.
  private static final List<String> ON_INTERFACES =
      List.of(
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:AssignPrivateIpAddresses",
          "ec2:UnassignPrivateIpAddresses");

  /// These have no resource type
  /// (`docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html`).
  private static final List<String> DESCRIBING =
      List.of("ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets");

  private final Need.ResourceCaller caller;
  private final ResourceId function;
  private final List<Need.Call> calls = new ArrayList<>();

  private ServiceCalls(Resource function) {
    this.caller = new Need.ResourceCaller(function.id());
    this.function = function.id();
  }

  static List<Need.Call> of(
      Resource function,
      Optional<NetworkAttachment> attachment,
      Architecture drawing,
      Catalog catalog) {
    var result = new ServiceCalls(function);
    result.logDelivery(function, drawing, catalog);
    attachment.ifPresent(a -> result.interfaces(a, drawing, catalog));
    return List.copyOf(result.calls);
  }

  ///
  /// `docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html#monitoring-cloudwatchlogs-prereqs`.
  /// A group that is drawn exists already, so that nobody has to make it.
  private void logDelivery(Resource resource, Architecture drawing, Catalog catalog) {
    var group = prefix("logs", drawing.environment()) + "log-group:" + logGroup(resource);
    boolean drawn =
        drawing.ofType(LOG_GROUP).stream()
            .anyMatch(r ->
                catalog
                    .facets(r)
                    .arn(r, drawing.environment())
                    .filter(arn -> arn.equals(group + ":*"))
                    .isPresent());
    if (!drawn) {
      add("logs:CreateLogGroup", group);
    }
    add("logs:CreateLogStream", group + ":log-stream:*");
    add("logs:PutLogEvents", group + ":log-stream:*");
  }

  private static String logGroup(Resource function) {
    return FunctionSettings.of(function).logGroup();
  }

  private void interfaces(NetworkAttachment attachment, Architecture drawing, Catalog catalog) {
    var any = prefix("ec2", drawing.environment()) + "network-interface/*";
    ON_INTERFACES.forEach(action -> add(action, any));
    var around = new ArrayList<>(attachment.subnets());
    around.addAll(attachment.securityGroups());
    around.forEach(
        id -> catalog.arn(drawing, id).ifPresent(arn -> add("ec2:CreateNetworkInterface", arn)));
    DESCRIBING.forEach(action -> add(action, "*"));
  }

  private static String prefix(String service, Environment environment) {
    return "arn:%s:%s:%s:%s:"
        .formatted(environment.partition(), service, environment.region(), environment.accountId());
  }

  private void add(String action, String resource) {
    calls.add(new Need.Call(caller, action, resource, function, Map.of(), Optional.empty()));
  }
}
