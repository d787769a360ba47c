package dev.diorama.aws.iam;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The AWS managed policies that Diorama knows, as AWS publishes them. Each file in `managed/`
/// names its page of the AWS Managed Policy Reference
/// (`docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html`).
final class ManagedPolicies {
  private static final List<String> FILES =
      List.of(
          "AWSLambdaBasicExecutionRole",
          "AWSLambdaVPCAccessExecutionRole",
          "AWSLambdaSQSQueueExecutionRole",
          "AWSLambdaDynamoDBExecutionRole",
          "AmazonS3ReadOnlyAccess");

  private static final SequencedMap<String, Value> BY_PATH = load();

  private ManagedPolicies() {}

  /// The document of the AWS managed policy with this ARN, in any partition; empty for a policy
  /// that is not AWS's or is not known here.
  static Optional<Value> document(String arn) {
    int at = arn.indexOf(":iam::aws:policy/");
    return at < 0 ? Optional.empty() : Optional.ofNullable(BY_PATH.get(arn.substring(at)));
  }

  /// The policy's name: what follows the last slash.
  static String name(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private static SequencedMap<String, Value> load() {
    var result = new LinkedHashMap<String, Value>();
    for (var file : FILES) {
      var fields = read("managed/" + file + ".json");
      var arn = fields.text("Arn").orElseThrow();
      result.put(arn.substring(arn.indexOf(":iam::")), fields.fields("Document"));
    }
    return result;
  }

  private static Fields read(String resource) {
    try (var in = ManagedPolicies.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing: " + resource);
      }
      return (Fields) Json.read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonException e) {
      throw new IllegalStateException(resource, e);
    }
  }
}
