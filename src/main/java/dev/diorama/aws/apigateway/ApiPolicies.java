package dev.diorama.aws.apigateway;

import dev.diorama.catalog.AttachedPolicy;
import dev.diorama.model.Architecture;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.util.ArrayList;
import java.util.List;

/// The policies on an API: a REST API's resource policy, and what its kind of endpoint means for
/// VPC endpoints, written as a policy so that it is asked where all others are. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html`.
final class ApiPolicies {
  /// The name of the policy that stands for the kind of endpoint.
  static final String ENDPOINT = "EndpointConfiguration";

  static final PropertyPath POLICY = PropertyPath.of("Policy");
  private static final String SHORT = "execute-api:/";
  private static final ResourceTypeName VPC_ENDPOINT =
      new ResourceTypeName("AWS::EC2::VPCEndpoint");

  private ApiPolicies() {}

  /// Whether only VPC endpoints lead to the API.
  static boolean isPrivate(Resource api) {
    return ApiKind.of(api) == ApiKind.REST
        && api.properties().fields(ENDPOINT).texts("Types").contains("PRIVATE");
  }

  /// Whether the API's resource policy has to allow requests that nobody signs. AWS does not deploy
  /// a private API without one
  /// (`docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-create-attach.html`);
  /// here it is closed, as if it had one that allows nothing.
  static boolean mustAllow(Resource api) {
    return isPrivate(api) || hasPolicy(api);
  }

  private static boolean hasPolicy(Resource api) {
    return ApiKind.of(api) == ApiKind.REST && !api.properties().fields("Policy").isEmpty();
  }

  /// Whether any policy is on the API.
  static boolean areOn(Resource api, Architecture drawing) {
    return mustAllow(api) || hasVpcEndpoint(drawing);
  }

  /// All policies on the API.
  static List<AttachedPolicy> of(Resource api, Architecture drawing) {
    var result = new ArrayList<AttachedPolicy>();
    if (hasPolicy(api)) {
      result.add(
          new AttachedPolicy(
              api.logicalId(),
              AttachedPolicy.Kind.RESOURCE,
              api.id(),
              POLICY,
              expanded(
                  api.properties().fields("Policy"),
                  ApiFacets.executeArn(api, drawing.environment()))));
    }
    if (isPrivate(api) || hasVpcEndpoint(drawing)) {
      result.add(
          new AttachedPolicy(
              ENDPOINT,
              AttachedPolicy.Kind.RESOURCE,
              api.id(),
              PropertyPath.of(ENDPOINT),
              endpoint(isPrivate(api))));
    }
    return result;
  }

  private static boolean hasVpcEndpoint(Architecture drawing) {
    return drawing.ofType(VPC_ENDPOINT).stream()
        .anyMatch(e -> e.properties().text("ServiceName").orElse("").endsWith("execute-api"));
  }

  /// In the resources of a resource policy, `execute-api:/prod/GET/photos` is short for the whole
  /// ARN:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html`.
  private static Value expanded(Value value, String executeArn) {
    return switch (value) {
      case Value.Text t when t.value().startsWith(SHORT) ->
          Value.of(executeArn + "/" + t.value().substring(SHORT.length()));
      case Items i -> new Items(i.values().stream().map(v -> expanded(v, executeArn)).toList());
      case Fields f -> {
        var result = Fields.EMPTY;
        for (var e : f.values().entrySet()) {
          result = result.with(e.getKey(), expanded(e.getValue(), executeArn));
        }
        yield result;
      }
      default -> value;
    };
  }

  /// VPC endpoints lead to private APIs only, and nothing else leads to them:
  /// `repost.aws/knowledge-center/api-gateway-vpc-connections`.
  private static Fields endpoint(boolean isPrivate) {
    return Fields.EMPTY
        .with("Version", "2012-10-17")
        .with(
            "Statement",
            new Items(
                List.of(
                    Fields.EMPTY
                        .with("Sid", isPrivate ? "OnlyVpcEndpoints" : "NoVpcEndpoint")
                        .with("Effect", "Deny")
                        .with("Principal", "*")
                        .with("Action", "execute-api:*")
                        .with("Resource", "*")
                        .with(
                            "Condition",
                            Fields.EMPTY.with(
                                "Null",
                                Fields.EMPTY.with(
                                    "aws:SourceVpce", isPrivate ? "true" : "false"))))));
  }
}
