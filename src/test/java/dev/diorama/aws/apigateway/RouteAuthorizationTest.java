package dev.diorama.aws.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.json.Json;
import dev.diorama.model.Architecture;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Who may use the routes of REST and HTTP APIs.
class RouteAuthorizationTest {
  private static final String OK = "{'statusCode': 200, 'body': 'ok'}";
  private static final String POLICY =
      "{'principalId': 'me', 'context': {'level': 3}, 'policyDocument': {'Version': '2012-10-17',"
          + " 'Statement': [{'Effect': '%s', 'Action': 'execute-api:Invoke', 'Resource': '*'}]}}";
  private static final String ASKED = "{'Path': '/a', 'Headers': {'Authorization': 'x'}}";

  /// Kind of API, authorizer, its answer, the request, status and message.
  static Stream<Arguments> lambdaAuthorizers() {
    var rest = ApiDrawing.REST;
    var http = ApiDrawing.HTTP;
    var simple =
        "{'EnableSimpleResponses': true, 'IdentitySource': ['$request.header.Authorization']}";
    return Stream.of(
        Arguments.of(rest, "{}", POLICY.formatted("Allow"), ASKED, 200, ""),
        Arguments.of(rest, "{}", POLICY.formatted("Allow"), "{'Path': '/a'}", 401, "Unauthorized"),
        Arguments.of(
            rest,
            "{}",
            POLICY.formatted("Deny"),
            ASKED,
            403,
            "User is not authorized to access this resource with an explicit deny"),
        Arguments.of(rest, "{}", "{}", ASKED, 500, "Internal server error"),
        Arguments.of(
            rest, "{'AuthorizerType': 'REQUEST'}", POLICY.formatted("Allow"), ASKED, 200, ""),
        Arguments.of(http, simple, "{'isAuthorized': true}", ASKED, 200, ""),
        Arguments.of(http, simple, "{'isAuthorized': false}", ASKED, 403, "Forbidden"),
        Arguments.of(http, simple, "{}", ASKED, 500, "Internal Server Error"),
        Arguments.of(http, simple, "{'isAuthorized': true}", "{'Path': '/a'}", 401, "Unauthorized"),
        Arguments.of(http, "{}", POLICY.formatted("Allow"), ASKED, 200, ""),
        Arguments.of(http, "{}", POLICY.formatted("Deny"), ASKED, 403, "Forbidden"));
  }

  @ParameterizedTest
  @MethodSource("lambdaAuthorizers")
  void aLambdaAuthorizerDecides(
      String api, String authorizer, String answer, String request, int status, String message) {
    var drawing = ApiDrawing.authorized(ApiDrawing.drawing(api, "GET /a"), authorizer, "GET /a");
    try (var run =
        ApiRun.virtual(
            drawing,
            event -> TestFunction.returned(event.text("type").isPresent() ? answer : OK))) {
      switch (run.request(request)) {
        case Success s -> assertThat(status).isEqualTo(200);
        case Failure f -> {
          assertThat(f.status()).isEqualTo(status);
          assertThat(f.message()).isEqualTo(message);
        }
      }
    }
  }

  /// AWS's table A: what the resource policy says, what the authorizer's says, who decides.
  @ParameterizedTest
  @CsvSource({
    "Allow, Allow, 200", "Allow, Other, 200", "Allow, Deny, 403",
    "Other, Allow, 200", "Other, Other, 403", "Other, Deny, 403",
    "Deny, Allow, 403", "Deny, Other, 403", "Deny, Deny, 403"
  })
  void anAuthorizersPolicyAndTheResourcePolicyAreAskedTogether(
      String resource, String authorizer, int status) {
    var api =
        "{'Policy': {'Statement': [{'Effect': '%s', 'Principal': '*', 'Action': '%s', 'Resource':"
                .formatted(resource.equals("Deny") ? "Deny" : "Allow", action(resource))
            + " 'execute-api:/*'}]}}";
    var answer =
        "{'principalId': 'me', 'policyDocument': {'Statement': [{'Effect': '%s', 'Action': '%s',"
                .formatted(authorizer.equals("Deny") ? "Deny" : "Allow", action(authorizer))
            + " 'Resource': '*'}]}}";
    var drawing = ApiDrawing.authorized(ApiDrawing.drawing(api, "GET /a"), "{}", "GET /a");
    try (var run =
        ApiRun.virtual(
            drawing,
            event -> TestFunction.returned(event.text("type").isPresent() ? answer : OK))) {
      var result = run.request(ASKED);
      assertThat(result instanceof Failure f ? f.status() : 200).isEqualTo(status);
      // A resource policy that denies spares the authorizer.
      assertThat(asked(run)).isEqualTo(resource.equals("Deny") ? 0 : 1);
    }
  }

  private static String action(String said) {
    return said.equals("Other") ? "execute-api:ManageConnections" : "execute-api:Invoke";
  }

  @Test
  void anAuthorizersAnswerIsKeptForFiveMinutesAndHandedOn() {
    var drawing =
        ApiDrawing.authorized(ApiDrawing.drawing(ApiDrawing.REST, "GET /a"), "{}", "GET /a");
    try (var run =
        ApiRun.virtual(
            drawing,
            event ->
                TestFunction.returned(
                    event.text("type").isPresent() ? POLICY.formatted("Allow") : OK))) {
      run.answered(ASKED);
      run.answered(ASKED);
      assertThat(asked(run)).isEqualTo(1);
      assertThat(run.events.getLast().fields("requestContext").fields("authorizer"))
          .isEqualTo(
              ApiDrawing.json("{'level': '3', 'principalId': 'me', 'integrationLatency': 0}"));
      run.system.advance(Duration.ofMinutes(5));
      run.answered(ASKED);
      assertThat(asked(run)).isEqualTo(2);
    }
  }

  private static long asked(ApiRun run) {
    return run.events.stream().filter(e -> e.text("type").isPresent()).count();
  }

  @Test
  void anIamRouteRefusesWhoIsNotAllowed() {
    var drawing =
        ApiDrawing.routed(
            ApiDrawing.drawing(ApiDrawing.REST, "GET /a"),
            "GET /a",
            "AuthorizationType",
            "AWS_IAM");
    try (var run = ApiRun.virtual(drawing, OK)) {
      var failure = run.failed("{'Path': '/a'}");
      assertThat(failure.status()).isEqualTo(403);
      assertThat(failure.message()).isEqualTo("Missing Authentication Token");
      assertThat(run.events).isEmpty();
    }
  }

  /// `docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html`
  /// and
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html`
  @ParameterizedTest
  @CsvSource({"REST", "HTTP"})
  void anIamRouteTellsTheFunctionWhoHasSigned(String kind) {
    var drawing =
        ApiDrawing.routed(
            ApiDrawing.drawing(kind.equals("REST") ? ApiDrawing.REST : ApiDrawing.HTTP, "GET /a"),
            "GET /a",
            "AuthorizationType",
            "AWS_IAM");
    var browser = drawing.resource(ApiDrawing.BROWSER).orElseThrow();
    var role = drawing.byLogicalId("ApiRole").orElseThrow();
    drawing =
        drawing
            .with(
                browser.withProperties(browser.properties().with("Role", ApiDrawing.credentials())))
            .with(
                role.withProperties(
                    role.properties()
                        .with(
                            "Policy",
                            ApiDrawing.json(
                                "{'Statement': [{'Effect': 'Allow', 'Action': 'execute-api:Invoke',"
                                    + " 'Resource': '*'}]}"))));
    try (var run = ApiRun.virtual(drawing, OK)) {
      run.answered("{'Path': '/a'}");
      var context = run.events.getFirst().fields("requestContext");
      var told =
          kind.equals("REST")
              ? context.fields("identity")
              : context.fields("authorizer").fields("iam");
      assertThat(told.text("accountId")).contains("123456789012");
      assertThat(told.text("userArn").orElseThrow())
          .startsWith("arn:aws:sts::123456789012:assumed-role/ApiRole/");
      assertThat(told.text("accessKey"))
          .contains(run.system.credentials(ApiDrawing.BROWSER).accessKeyId());
      assertThat(told.text(kind.equals("REST") ? "caller" : "callerId")).isPresent();
    }
  }

  private static KeyPair keys() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String token(KeyPair keys, String claims) throws GeneralSecurityException {
    var signed =
        base64("{\"alg\":\"RS256\",\"kid\":\"k\"}".getBytes(StandardCharsets.UTF_8))
            + "."
            + base64(claims.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(keys.getPrivate());
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + base64(signature.sign());
  }

  private static Architecture jwtDrawing(KeyPair keys) {
    var key = (RSAPublicKey) keys.getPublic();
    var set =
        Fields.EMPTY.with(
            "keys",
            Value.list(
                Fields.EMPTY
                    .with("kty", "RSA")
                    .with("kid", "k")
                    .with("n", base64(key.getModulus().toByteArray()))
                    .with("e", base64(key.getPublicExponent().toByteArray()))));
    var api =
        "{'ProtocolType': 'HTTP', 'JwtConfiguration': {'Issuer': 'https://me', 'Audience': ['app'],"
            + " 'Jwks': "
            + Json.write(set)
            + "}}";
    var drawing =
        ApiDrawing.routed(ApiDrawing.drawing(api, "GET /a"), "GET /a", "AuthorizationType", "JWT");
    var route = drawing.connection(new ConnectionId("route GET /a")).orElseThrow();
    return drawing.with(
        route.withProperties(
            route.properties().with("AuthorizationScopes", Value.texts(List.of("read")))));
  }

  /// Claims and the status; runs begin at 2026-01-01T00:00:00Z, which is 1767225600.
  static Stream<Arguments> claims() {
    return Stream.of(
        Arguments.of("{'iss':'https://me','aud':'app','exp':1767999999,'scope':'read all'}", 200),
        Arguments.of("{'iss':'https://me','aud':['app'],'exp':1767999999,'scp':['read']}", 200),
        Arguments.of("{'iss':'https://me','client_id':'app','exp':1767999999,'scope':'read'}", 200),
        Arguments.of("{'iss':'https://me','aud':'app','exp':1767999999,'scope':'write'}", 403),
        Arguments.of("{'iss':'https://you','aud':'app','exp':1767999999,'scope':'read'}", 401),
        Arguments.of("{'iss':'https://me','aud':'other','exp':1767999999,'scope':'read'}", 401),
        Arguments.of(
            "{'iss':'https://me','aud':'other','client_id':'app','exp':1767999999,'scope':'read'}",
            401),
        Arguments.of("{'iss':'https://me','aud':'app','exp':1767225600,'scope':'read'}", 401),
        Arguments.of("{'iss':'https://me','aud':'app','scope':'read'}", 401),
        Arguments.of(
            "{'iss':'https://me','aud':'app','exp':1767999999,'nbf':1767300000,'scope':'read'}",
            401));
  }

  @ParameterizedTest
  @MethodSource("claims")
  void aTokenMustHoldInAllItsClaims(String claims, int status) throws Exception {
    var keys = keys();
    try (var run = ApiRun.virtual(jwtDrawing(keys), OK)) {
      var result =
          run.request(
              "{'Path': '/a', 'Headers': {'Authorization': 'Bearer %s'}}"
                  .formatted(token(keys, claims)));
      assertThat(result instanceof Failure f ? f.status() : 200).isEqualTo(status);
      if (status == 200) {
        assertThat(
                run.events
                    .getFirst()
                    .fields("requestContext")
                    .fields("authorizer")
                    .fields("jwt")
                    .fields("claims")
                    .text("iss"))
            .contains("https://me");
      }
    }
  }

  @Test
  void aTokenOfAnotherKeyOrNoneIsUnauthorized() throws Exception {
    try (var run = ApiRun.virtual(jwtDrawing(keys()), OK)) {
      var good = "{'iss':'https://me','aud':'app','exp':1767999999,'scope':'read'}";
      for (var token : List.of(token(keys(), good), "a.b.c", "no token", "")) {
        assertThat(
                run.failed("{'Path': '/a', 'Headers': {'Authorization': '" + token + "'}}")
                    .status())
            .isEqualTo(401);
      }
    }
  }

  @Test
  void aUsagePlanThrottlesAndCountsItsKey() {
    var key = "k".repeat(20);
    var api =
        ("{'UsagePlans': [{'ApiKey': '%s', 'RateLimit': 1, 'BurstLimit': 2, 'QuotaLimit': 4,"
                + " 'QuotaPeriod': 'DAY'}]}")
            .formatted(key);
    var drawing = ApiDrawing.drawing(api, "GET /a");
    var route = drawing.connection(new ConnectionId("route GET /a")).orElseThrow();
    drawing =
        drawing.with(
            route.withProperties(route.properties().with("ApiKeyRequired", Value.of(true))));
    try (var run = ApiRun.virtual(drawing, OK)) {
      assertThat(run.failed("{'Path': '/a'}").status()).isEqualTo(403);
      var input = ApiDrawing.json("{'Path': '/a', 'Headers': {'x-api-key': '" + key + "'}}");
      var answers =
          Stream.generate(() ->
                  run.system.submit(
                      ApiDrawing.BROWSER, "execute-api:Invoke", ApiDrawing.API, input))
              .limit(3)
              .toList();
      run.system.advance(Duration.ofSeconds(1));
      assertThat(answers.get(1).join()).isInstanceOf(Success.class);
      assertThat(((Failure) answers.get(2).join()).message()).isEqualTo("Too Many Requests");
      assertThat(run.call("Invoke", input)).isInstanceOf(Success.class);
      assertThat(((Failure) run.call("Invoke", input)).message()).isEqualTo("Limit Exceeded");
      run.system.advance(Duration.ofDays(1));
      assertThat(run.call("Invoke", input)).isInstanceOf(Success.class);
    }
  }
}
