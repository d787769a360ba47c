package dev.diorama.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.access.Access;
import dev.diorama.access.Verdict.Outcome;
import dev.diorama.json.Json;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RunOptions;
import dev.diorama.runtime.RunningSystem;
import dev.diorama.runtime.RuntimeEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/// Function URLs, by HTTP and from the drawing, with what lets requests in.
class FunctionUrlTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String CODE =
      """
      export const handler = async (e) => {
        if (e.rawPath === '/fail') throw new Error('no');
        if (e.rawPath === '/plain') return 'hello';
        if (e.rawPath === '/created') return { statusCode: 201, headers: { 'X-Own': 'yes' },
          cookies: ['a=1', 'b=2'], body: JSON.stringify(e) };
        if (e.rawPath === '/bytes') return { statusCode: 200, isBase64Encoded: true, body: 'AAEC' };
        return e;
      };
      """;
  private static final String BOTH =
      """
      [{"Id":"a","Action":"lambda:InvokeFunctionUrl","Principal":"*","FunctionUrlAuthType":"NONE"},
       {"Id":"b","Action":"lambda:InvokeFunction","Principal":"*","InvokedViaFunctionUrl":true}]
      """;

  private static Fields function(String authType, String permissions) {
    return LambdaWorld.function(CODE)
        .with("Permissions", LambdaWorld.json(permissions))
        .with(
            "FunctionUrlConfig",
            LambdaWorld.json(
                """
                {"AuthType":"%s","Cors":{"AllowOrigins":["https://example.com"],"AllowMethods":["GET"],"MaxAge":60}}
                """
                    .formatted(authType)));
  }

  private static Architecture drawing(String authType, String permissions, String callerPolicy) {
    var drawing = LambdaWorld.drawing(function(authType, permissions));
    var role = drawing.byLogicalId("CallerRole").orElseThrow();
    return drawing
        .with(
            LambdaWorld.resource(
                role.id(),
                role.type().value(),
                role.logicalId(),
                role.properties().with("Policy", LambdaWorld.json(callerPolicy))))
        .with(
            new Connection(
                new ConnectionId("url"),
                LambdaConnections.INVOKE_URL,
                LambdaWorld.CALLER,
                LambdaWorld.FUNCTION,
                Fields.EMPTY));
  }

  private static RunningSystem live(Architecture drawing) {
    return RunningSystem.live(
        drawing,
        LambdaWorld.catalog(List.of()),
        context ->
            List.of(
                new LambdaEmulator(context, LambdaWorld.WORKER),
                new Keeper(context),
                new LogKeeper(new ArrayList<>())),
        new RunOptions(1, OptionalInt.of(0), Optional.empty()));
  }

  private static String url(RunningSystem system, Architecture drawing) {
    var function = drawing.resource(LambdaWorld.FUNCTION).orElseThrow();
    return system.endpointUrl()
        + LambdaWorld.catalog(List.of()).facets(function).urlPath(function).orElseThrow();
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static HttpRequest.Builder to(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30));
  }

  @Test
  void anOpenUrlInvokesTheFunctionWithPayload2AndSendsItsAnswer() throws Exception {
    var drawing = drawing("NONE", BOTH, LambdaWorld.EVERYTHING);
    try (var system = live(drawing)) {
      var url = url(system, drawing);
      var echoed =
          send(
              to(url + "/a%20b?x=1&x=2&y=%C3%A9")
                  .header("X-Two", "one")
                  .header("Cookie", "k=v; l=w")
                  .header("Content-Type", "text/plain")
                  .POST(BodyPublishers.ofString("text"))
                  .build());
      assertThat(echoed.statusCode()).as(echoed.body()).isEqualTo(200);
      assertThat(echoed.headers().firstValue("Content-Type")).contains("application/json");
      var event = (Fields) Json.read(echoed.body());
      assertThat(event.text("version")).contains("2.0");
      assertThat(event.text("routeKey")).contains("$default");
      assertThat(event.text("rawPath")).contains("/a b");
      assertThat(event.text("rawQueryString")).contains("x=1&x=2&y=%C3%A9");
      assertThat(event.fields("queryStringParameters").text("x")).contains("1,2");
      assertThat(event.fields("queryStringParameters").text("y")).contains("é");
      assertThat(event.texts("cookies")).containsExactly("k=v", "l=w");
      assertThat(event.fields("headers").text("x-two")).contains("one");
      assertThat(event.text("body")).contains("text");
      var context = event.fields("requestContext");
      assertThat(context.text("accountId")).contains("anonymous");
      assertThat(context.text("domainName").orElseThrow())
          .matches("[a-z0-9]{32}\\.lambda-url\\.us-east-1\\.on\\.aws");
      assertThat(context.fields("http").text("method")).contains("POST");

      var created = send(to(url + "/created").GET().build());
      assertThat(created.statusCode()).isEqualTo(201);
      assertThat(created.headers().firstValue("X-Own")).contains("yes");
      assertThat(created.headers().allValues("Set-Cookie")).containsExactly("a=1", "b=2");
      assertThat(send(to(url + "/plain").GET().build()).body()).isEqualTo("hello");
      assertThat(send(to(url + "/bytes").GET().build()).body()).isEqualTo("\0\1\2");
      var failed = send(to(url + "/fail").GET().build());
      assertThat(failed.statusCode()).isEqualTo(502);
      assertThat(failed.body()).isEqualTo("Internal Server Error");
    }
  }

  @Test
  void lambdaAnswersPreflightRequestsByItself() {
    var drawing = drawing("NONE", BOTH, LambdaWorld.EVERYTHING);
    try (var system = live(drawing)) {
      var url = url(system, drawing);
      var preflight =
          send(
              to(url + "/")
                  .header("Origin", "https://example.com")
                  .header("Access-Control-Request-Method", "GET")
                  .method("OPTIONS", BodyPublishers.noBody())
                  .build());
      assertThat(preflight.statusCode()).isEqualTo(200);
      assertThat(preflight.headers().firstValue("access-control-allow-origin"))
          .contains("https://example.com");
      assertThat(preflight.headers().firstValue("access-control-max-age")).contains("60");
      assertThat(system.log().from(0)).noneMatch(RuntimeEvent.InvocationStarted.class::isInstance);
      var get = send(to(url + "/plain").header("Origin", "https://example.com").GET().build());
      assertThat(get.headers().firstValue("access-control-allow-origin"))
          .contains("https://example.com");
      var other = send(to(url + "/plain").header("Origin", "https://elsewhere.org").GET().build());
      assertThat(other.headers().firstValue("access-control-allow-origin")).isEmpty();
    }
  }

  @Test
  void withIamARequestMustBeSignedByWhoIsAllowed() throws Exception {
    var drawing = drawing("AWS_IAM", "[]", LambdaWorld.EVERYTHING);
    try (var system = live(drawing)) {
      var url = url(system, drawing);
      var unsigned = send(to(url + "/plain").GET().build());
      assertThat(unsigned.statusCode()).isEqualTo(403);
      var signed = send(signed(system, url + "/signed"));
      assertThat(signed.statusCode()).as(signed.body()).isEqualTo(200);
      var iam =
          ((Fields) Json.read(signed.body()))
              .fields("requestContext")
              .fields("authorizer")
              .fields("iam");
      assertThat(iam.text("userArn").orElseThrow())
          .startsWith("arn:aws:sts::123456789012:assumed-role/CallerRole/");
    }
    var stranger = drawing("AWS_IAM", "[]", "{\"Version\":\"2012-10-17\",\"Statement\":[]}");
    try (var system = live(stranger)) {
      var refused = send(signed(system, url(system, stranger) + "/"));
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.headers().firstValue("x-amzn-ErrorType"))
          .contains("AccessDeniedException");
      assertThat(refused.body())
          .isEqualTo(
              "{\"Message\":\"Forbidden. For troubleshooting Function URL authorization issues,"
                  + " see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html\"}");
    }
  }

  private static HttpRequest signed(RunningSystem system, String url) {
    var keys = system.credentials(LambdaWorld.CALLER);
    var request =
        AwsV4HttpSigner.create()
            .sign(r ->
                r.identity(
                        AwsSessionCredentials.create(
                            keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken()))
                    .request(
                        SdkHttpRequest.builder()
                            .method(SdkHttpMethod.GET)
                            .uri(URI.create(url))
                            .build())
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "lambda")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
            .request();
    var builder = to(url).GET();
    request
        .headers()
        .forEach((name, values) -> {
          if (!name.equalsIgnoreCase("Host")) {
            values.forEach(v -> builder.header(name, v));
          }
        });
    return builder.build();
  }

  @Test
  void withoutBothStatementsEverybodyIsRefusedAndTheCheckerKnows() {
    var rows = ((Value.Items) LambdaWorld.json(BOTH)).values();
    for (var permissions :
        List.of(
            List.<Value>of(),
            List.of(rows.get(0)),
            List.of(rows.get(1)),
            List.of(rows.get(0), rows.get(1)))) {
      var drawing =
          drawing("NONE", Json.write(new Value.Items(permissions)), LambdaWorld.EVERYTHING);
      var works = permissions.size() == 2;
      var catalog = LambdaWorld.catalog(List.of());
      var predicted =
          new Access(drawing, catalog).of(drawing.from(LambdaWorld.CALLER).getFirst()).outcome();
      assertThat(predicted).isEqualTo(works ? Outcome.WORKS : Outcome.DENIED);
      try (var world = LambdaWorld.of(drawing)) {
        var result = world.call("InvokeFunctionUrl", Fields.EMPTY.with("Path", "/plain"), SOON);
        assertThat(result instanceof OperationResult.Success).isEqualTo(works);
        assertThat(world.events(RuntimeEvent.CallDenied.class)).hasSize(works ? 0 : 1);
        assertThat(world.events(RuntimeEvent.CallStarted.class).getFirst().connection())
            .contains(new ConnectionId("url"));
      }
      if (!works) {
        RuleCheck.fixed(new MissingFunctionUrlPermission(), drawing, catalog);
      } else {
        assertThat(RuleCheck.findings(new MissingFunctionUrlPermission(), drawing, catalog))
            .isEmpty();
      }
    }
  }

  @Test
  void whatLetsEverybodyUseTheUrlLetsNobodyInvokeTheFunctionOtherwise() {
    var nothing = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
    try (var world = LambdaWorld.of(drawing("NONE", BOTH, nothing))) {
      assertThat(world.invoke("{}", SOON))
          .isInstanceOfSatisfying(
              OperationResult.Failure.class,
              f -> assertThat(f.code()).isEqualTo("AccessDeniedException"));
    }
  }

  @Test
  void aThrottledFunctionAnswers429() {
    var drawing = drawing("NONE", BOTH, LambdaWorld.EVERYTHING);
    var function = drawing.resource(LambdaWorld.FUNCTION).orElseThrow();
    var stopped =
        drawing.with(
            LambdaWorld.resource(
                function.id(),
                function.type().value(),
                function.logicalId(),
                function.properties().with("ReservedConcurrentExecutions", 0)));
    try (var world = LambdaWorld.of(stopped)) {
      assertThat(world.call("InvokeFunctionUrl", Fields.EMPTY, SOON))
          .isInstanceOfSatisfying(
              OperationResult.Failure.class, f -> assertThat(f.status()).isEqualTo(429));
    }
  }
}
