package dev.diorama.policy;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Evaluations a second for a function's role as in the photo sample: compiled once, and read from
/// JSON each time. No part of the gate; run its `main`.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 2)
public class PolicyBenchmark {
  private static final String DOCUMENT =
      """
      {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "s3:GetObject",
         "Resource": "arn:aws:s3:::photos-123456789012/*"},
        {"Effect": "Allow", "Action": "dynamodb:PutItem",
         "Resource": "arn:aws:dynamodb:us-east-1:123456789012:table/Catalog"},
        {"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
         "Resource": "arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/Index:*"}]}
      """;

  private final PolicyEngine engine = new PolicyEngine();
  private final Request request =
      new Request(
          new Principal.RoleSession(
              "arn:aws:iam::123456789012:role/IndexRole", "AROAEXAMPLE", "Index"),
          "dynamodb:PutItem",
          "arn:aws:dynamodb:us-east-1:123456789012:table/Catalog",
          "123456789012",
          new RequestContext(
              Map.of(
                  "aws:SecureTransport", List.of("true"),
                  "aws:RequestedRegion", List.of("us-east-1"))));
  private final PolicySet compiled = read();

  private static PolicySet read() {
    try {
      return PolicySet.of(
          List.of(
              Policy.compile("Own", PolicyKind.IDENTITY, Optional.empty(), Json.read(DOCUMENT))),
          List.of());
    } catch (JsonException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Policies compiled before.
  @Benchmark
  public Decision compiled() {
    return engine.decide(request, compiled);
  }

  /// Policies compiled before, with the trace worked out.
  @Benchmark
  public int compiledWithTrace() {
    return engine.decide(request, compiled).trace().size();
  }

  /// From the policy's text on.
  @Benchmark
  public Decision fromJson() {
    return engine.decide(request, read());
  }

  /// Runs both and prints the result.
  public static void main(String[] args) throws RunnerException {
    new Runner(new OptionsBuilder().include(PolicyBenchmark.class.getSimpleName()).build()).run();
  }
}
