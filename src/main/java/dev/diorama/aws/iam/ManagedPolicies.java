package dev.diorama.aws.iam;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The AWS managed policies that Diorama knows, as AWS publishes them. Each file in `managed/`
/// names its page of the AWS Managed Policy Reference
/// (`docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html`) and is read when
/// its policy is first asked for.
final class ManagedPolicies {
  private static final String PATH = ":iam::aws:policy/";
  private static final String SERVICE_ROLE = "service-role/";

  /// Policies without a path.
  static final Set<String> PLAIN =
      Set.of(
          "AWSLambdaInvocation-DynamoDB",
          "AWSLambda_FullAccess",
          "AWSLambda_ReadOnlyAccess",
          "AWSStepFunctionsFullAccess",
          "AWSXRayDaemonWriteAccess",
          "AWSXrayWriteOnlyAccess",
          "AdministratorAccess",
          "AmazonAPIGatewayInvokeFullAccess",
          "AmazonDynamoDBFullAccess",
          "AmazonDynamoDBFullAccess_v2",
          "AmazonDynamoDBReadOnlyAccess",
          "AmazonEC2ReadOnlyAccess",
          "AmazonEventBridgeFullAccess",
          "AmazonS3FullAccess",
          "AmazonS3ReadOnlyAccess",
          "AmazonSNSFullAccess",
          "AmazonSQSFullAccess",
          "AmazonSQSReadOnlyAccess",
          "AmazonSSMManagedInstanceCore",
          "AmazonVPCReadOnlyAccess",
          "CloudWatchLogsFullAccess",
          "CloudWatchLogsReadOnlyAccess",
          "IAMFullAccess",
          "IAMReadOnlyAccess",
          "PowerUserAccess",
          "SecretsManagerReadWrite");

  /// Policies with the path `/service-role/`.
  static final Set<String> OF_SERVICE_ROLES =
      Set.of(
          "AWSLambdaBasicExecutionRole",
          "AWSLambdaDynamoDBExecutionRole",
          "AWSLambdaENIManagementAccess",
          "AWSLambdaKinesisExecutionRole",
          "AWSLambdaRole",
          "AWSLambdaSQSQueueExecutionRole",
          "AWSLambdaVPCAccessExecutionRole",
          "AmazonAPIGatewayPushToCloudWatchLogs");

  private static final Map<String, Value> READ = new ConcurrentHashMap<>();

  private ManagedPolicies() {}

  /// The document of the AWS managed policy with this ARN, in any partition; empty for a policy
  /// that is not AWS's or is not known here.
  static Optional<Value> document(String arn) {
    int at = arn.indexOf(PATH);
    if (at < 0) {
      return Optional.empty();
    }
    var name = arn.substring(at + PATH.length());
    boolean known =
        name.startsWith(SERVICE_ROLE)
            ? OF_SERVICE_ROLES.contains(name.substring(SERVICE_ROLE.length()))
            : PLAIN.contains(name);
    return known
        ? Optional.of(READ.computeIfAbsent(name(arn), ManagedPolicies::read))
        : Optional.empty();
  }

  /// The policy's name: what follows the last slash.
  static String name(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private static Value read(String name) {
    var resource = "managed/" + name + ".json";
    try (var in = ManagedPolicies.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing: " + resource);
      }
      return ((Fields) Json.read(in.readAllBytes())).fields("Document");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonException e) {
      throw new IllegalStateException(resource, e);
    }
  }
}
