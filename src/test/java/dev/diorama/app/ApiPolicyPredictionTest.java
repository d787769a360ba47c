package dev.diorama.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.access.Verdict.Outcome;
import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.RunOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// What the checker predicts for the clients of a REST API is what a run shows, for every resource
/// policy, type of authorization and type of endpoint, from inside a VPC and from outside.
class ApiPolicyPredictionTest {
  private static final ResourceId API = new ResourceId("Api");
  private static final List<String> CLIENTS = List.of("Browser", "Allowed", "Stranger", "Server");
  private static final String OPEN =
      "{'Statement': [{'Effect': 'Allow', 'Principal': '*', 'Action': 'execute-api:Invoke',"
          + " 'Resource': 'execute-api:/*'}]}";
  private static final String BY_ENDPOINT =
      "{'Statement': [{'Effect': 'Allow', 'Principal': '*', 'Action': 'execute-api:Invoke',"
          + " 'Resource': 'execute-api:/prod/GET/*', 'Condition': {'StringEquals':"
          + " {'aws:SourceVpce': '${Endpoint}'}}}]}";
  private static final String FOR_OTHERS =
      "{'Statement': [{'Effect': 'Allow', 'Principal': {'AWS':"
          + " 'arn:aws:iam::123456789012:role/Nobody'}, 'Action': 'execute-api:Invoke',"
          + " 'Resource': 'execute-api:/*'}]}";
  private static final String DENY =
      "{'Statement': [{'Effect': 'Deny', 'Principal': '*', 'Action': 'execute-api:Invoke',"
          + " 'Resource': 'execute-api:/*/GET/*'}]}";
  private static final String HERE =
      "{'Statement': [{'Effect': 'Allow', 'Principal': '*', 'Action': 'execute-api:Invoke',"
          + " 'Resource': 'execute-api:/*', 'Condition': {'IpAddress': {'aws:SourceIp':"
          + " '203.0.113.0/24'}}}]}";

  @Test
  void predictionIsTruth() {
    var disagreements = new ArrayList<String>();
    var seen = new LinkedHashMap<Outcome, Integer>();
    for (var type : List.of("NONE", "AWS_IAM")) {
      for (var policy : List.of("", OPEN, BY_ENDPOINT, FOR_OTHERS, DENY, HERE)) {
        for (var endpoint : List.of("REGIONAL", "PRIVATE")) {
          for (var dns : List.of(true, false)) {
            var drawing = drawing(type, policy, endpoint, dns);
            var check = Samples.STUDIO.check(drawing);
            var run = run(drawing);
            for (var client : CLIENTS) {
              var verdict = check.verdicts().get(new ConnectionId(client));
              var predicted = verdict == null ? Outcome.WORKS : verdict.outcome();
              seen.merge(predicted, 1, Integer::sum);
              if (outcome(run, client) != predicted) {
                disagreements.add(
                    String.join(" ", type, policy, endpoint, dns + "", client)
                        + ": predicted "
                        + predicted
                        + ", the run showed "
                        + run.get(client));
              }
            }
          }
        }
      }
    }
    assertThat(disagreements).isEmpty();
    assertThat(seen).containsKeys(Outcome.WORKS, Outcome.DENIED, Outcome.BLOCKED);
  }

  @Test
  void aPrivateApiIsReachedByItsEndpointOnly() {
    var run = run(drawing("NONE", BY_ENDPOINT, "PRIVATE", true));
    assertThat(outcome(run, "Server")).isEqualTo(Outcome.WORKS);
    assertThat(run.get("Browser"))
        .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.message()).isEqualTo("Forbidden"));
  }

  @Test
  void aPublicApiIsNotReachedByAnEndpoint() {
    var run = run(drawing("NONE", "", "REGIONAL", true));
    assertThat(outcome(run, "Browser")).isEqualTo(Outcome.WORKS);
    assertThat(run.get("Server"))
        .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.message()).isEqualTo("Forbidden"));
  }

  @Test
  void aPolicyThatAllowsNobodyRefusesInAwssWords() {
    var run = run(drawing("NONE", FOR_OTHERS, "REGIONAL", true));
    assertThat(run.get("Stranger"))
        .isInstanceOfSatisfying(
            Failure.class,
            f ->
                assertThat(f.message())
                    .matches(
                        "User: anonymous is not authorized to perform: execute-api:Invoke on"
                            + " resource: arn:aws:execute-api:us-east-1:\\*{8}9012:[a-z0-9]{10}"
                            + "/prod/GET/hello"));
  }

  @Test
  void iamLetsWhoMayInvokePassTheSilenceOfAPolicy() {
    var run = run(drawing("AWS_IAM", FOR_OTHERS, "REGIONAL", true));
    assertThat(outcome(run, "Allowed")).isEqualTo(Outcome.WORKS);
    assertThat(outcome(run, "Stranger")).isEqualTo(Outcome.DENIED);
    assertThat(outcome(run(drawing("AWS_IAM", DENY, "REGIONAL", true)), "Allowed"))
        .isEqualTo(Outcome.DENIED);
  }

  /// What a function is told is the address that policies ask for.
  @Test
  void theAddressThatAClientIsDrawnWithIsTold() throws Exception {
    var mock =
        Json.read(
            """
            {"RouteKey": "GET /address",
             "Body": "$context.identity.sourceIp $input.params().header.get('X-Forwarded-For')"}
            """);
    var drawing = drawing("NONE", HERE, "REGIONAL", true);
    var api = drawing.resource(API).orElseThrow();
    drawing =
        drawing.with(
            api.withProperties(api.properties().with("MockMethods", new Items(List.of(mock)))));
    try (var system =
        Samples.STUDIO.runVirtually(
            drawing, new RunOptions(5, OptionalInt.empty(), Optional.empty()))) {
      var answer =
          system.submit(
              new ResourceId("Browser"),
              "execute-api:Invoke",
              API,
              Fields.EMPTY.with("Method", "GET").with("Path", "/address"));
      system.advance(Duration.ofMinutes(1));
      assertThat(answer.join())
          .isInstanceOfSatisfying(
              Success.class,
              s -> assertThat(s.output().text("Body")).contains("203.0.113.7 203.0.113.7"));
    }
  }

  private static Outcome outcome(Map<String, OperationResult> run, String client) {
    return !(run.get(client) instanceof Failure f)
        ? Outcome.WORKS
        : f.status() == 504 ? Outcome.BLOCKED : Outcome.DENIED;
  }

  private static Map<String, OperationResult> run(Architecture drawing) {
    var result = new LinkedHashMap<String, OperationResult>();
    try (var system =
        Samples.STUDIO.runVirtually(
            drawing, new RunOptions(5, OptionalInt.empty(), Optional.empty()))) {
      for (var client : CLIENTS) {
        var answer =
            system.submit(
                new ResourceId(client),
                "execute-api:Invoke",
                API,
                Fields.EMPTY.with("Method", "GET").with("Path", "/hello").with("Body", "hi"));
        system.advance(Duration.ofMinutes(1));
        result.put(client, answer.join());
      }
    }
    return result;
  }

  private static Architecture drawing(String type, String policy, String endpoint, boolean dns) {
    var drawing =
        Architecture.EMPTY
            .with(
                resource(
                    "Vpc",
                    "AWS::EC2::VPC",
                    "",
                    "{'CidrBlock': '10.0.0.0/16',"
                        + " 'EnableDnsSupport': true, 'EnableDnsHostnames': true}"))
            .with(
                resource("Zone", "Diorama::AvailabilityZone", "Vpc", "{'ZoneName': 'us-east-1a'}"))
            .with(
                resource(
                    "Subnet",
                    "AWS::EC2::Subnet",
                    "Zone",
                    "{'CidrBlock': '10.0.0.0/24', 'RouteTableId': {'Ref': 'Routes'}}"))
            .with(resource("Routes", "AWS::EC2::RouteTable", "Vpc", "{'Routes': []}"))
            .with(
                resource(
                    "Group",
                    "AWS::EC2::SecurityGroup",
                    "Vpc",
                    "{'GroupDescription': 'all', 'SecurityGroupIngress': [{'IpProtocol': 'tcp',"
                        + " 'FromPort': 443, 'ToPort': 443, 'CidrIp': '10.0.0.0/16'}]}"))
            .with(
                resource(
                    "Server",
                    "AWS::EC2::Instance",
                    "Subnet",
                    "{'SecurityGroupIds': [{'Ref': 'Group'}]}"))
            .with(
                resource(
                    "Endpoint",
                    "AWS::EC2::VPCEndpoint",
                    "Vpc",
                    "{'VpcEndpointType': 'Interface', 'ServiceName': 'execute-api',"
                        + " 'PrivateDnsEnabled': "
                        + dns
                        + ", 'SubnetIds': [{'Ref': 'Subnet'}],"
                        + " 'SecurityGroupIds': [{'Ref': 'Group'}]}"))
            .with(
                resource(
                    "Browser",
                    "Diorama::Client",
                    "",
                    "{'Kind': 'browser', 'PublicIp': '203.0.113.7'}"))
            .with(
                resource(
                    "Allowed",
                    "Diorama::Client",
                    "",
                    "{'Kind': 'cli', 'Role': {'Ref': 'Invoker'}, 'PublicIp': '198.51.100.7'}"))
            .with(
                resource(
                    "Stranger",
                    "Diorama::Client",
                    "",
                    "{'Kind': 'cli', 'Role': {'Ref': 'Empty'}, 'PublicIp': '203.0.113.8'}"))
            .with(role("Invoker", "execute-api:Invoke"))
            .with(role("Empty", "s3:ListAllMyBuckets"))
            .with(role("Caller", "sqs:SendMessage"))
            .with(resource("Orders", "AWS::SQS::Queue", "", "{}"))
            .with(
                resource(
                    "Api",
                    "AWS::ApiGateway::RestApi",
                    "",
                    "{'EndpointConfiguration': {'Types': ['"
                        + endpoint
                        + "']}, 'Credentials': {'Ref': 'Caller'}"
                        + (policy.isEmpty() ? "" : ", 'Policy': " + policy)
                        + "}"))
            .with(
                connection(
                    "route",
                    "apigateway:Integration",
                    "Api",
                    "Orders",
                    "{'RouteKey': 'GET /hello', 'AuthorizationType': '" + type + "'}"));
    for (var client : CLIENTS) {
      drawing =
          drawing.with(
              connection(client, "execute-api:Invoke", client, "Api", "{'Path': '/hello'}"));
    }
    return drawing;
  }

  private static Resource role(String name, String action) {
    return resource(
        name,
        "AWS::IAM::Role",
        "",
        "{'AssumeRolePolicyDocument': {'Statement': [{'Effect': 'Allow', 'Principal': {'Service':"
            + " 'apigateway.amazonaws.com', 'AWS': 'arn:aws:iam::123456789012:root'}, 'Action':"
            + " 'sts:AssumeRole'}]}, 'Policies': [{'PolicyName': 'P', 'PolicyDocument':"
            + " {'Statement': [{'Effect': 'Allow', 'Action': '"
            + action
            + "', 'Resource': '*'}]}}]}");
  }

  private static Resource resource(String id, String type, String container, String properties) {
    return new Resource(
        new ResourceId(id),
        new ResourceTypeName(type),
        id,
        container.isEmpty() ? Optional.empty() : Optional.of(new ResourceId(container)),
        json(properties));
  }

  private static Connection connection(
      String id, String type, String source, String target, String properties) {
    return new Connection(
        new ConnectionId(id),
        new ConnectionTypeName(type),
        new ResourceId(source),
        new ResourceId(target),
        json(properties));
  }

  private static Fields json(String text) {
    try {
      return (Fields) Json.read(text.replace('\'', '"'));
    } catch (JsonException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
