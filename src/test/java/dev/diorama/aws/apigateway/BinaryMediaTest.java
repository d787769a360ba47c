package dev.diorama.aws.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

///
/// `docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html`
class BinaryMediaTest {
  private static final Value.Blob PNG = Value.of(new byte[] {(byte) 0x89, 'P', 'N', 'G'});

  @ParameterizedTest
  @CsvSource({
    "image/png, image/png, true",
    "image/png, image/png; q=1, true",
    "*/*, image/png, true",
    "image/jpeg, image/png, false",
    "'', image/png, false"
  })
  void aProxyEventIsBase64WhereTheContentTypeIsBinary(String types, String type, boolean binary) {
    var api = types.isEmpty() ? "{}" : "{'BinaryMediaTypes': ['%s']}".formatted(types);
    try (var run = ApiRun.virtual(ApiDrawing.drawing(api, "POST /a"), "{'statusCode': 200}")) {
      run.call(
          "Invoke",
          ApiDrawing.json("{'Method': 'POST', 'Path': '/a'}")
              .with("Headers", Fields.EMPTY.with("Content-Type", type))
              .with("Body", PNG));
      var event = run.events.getFirst();
      assertThat(event.flag("isBase64Encoded")).isEqualTo(binary);
      assertThat(event.text("body").filter("iVBORw=="::equals).isPresent()).isEqualTo(binary);
    }
  }

  /// The first type of the Accept header decides.
  @ParameterizedTest
  @CsvSource({
    "image/png, true",
    "'image/png, text/html', true",
    "'text/html, image/png', false",
    "'', false"
  })
  void anAnswerIsDecodedWhereTheClientAcceptsBinary(String accept, boolean binary) {
    try (var run =
        ApiRun.virtual(
            ApiDrawing.drawing("{'BinaryMediaTypes': ['image/png']}", "GET /a"),
            "{'statusCode': 200, 'isBase64Encoded': true, 'body': 'iVBORw=='}")) {
      var headers = accept.isEmpty() ? Fields.EMPTY : Fields.EMPTY.with("Accept", accept);
      var output =
          ((dev.diorama.runtime.OperationResult.Success)
                  run.call("Invoke", ApiDrawing.json("{'Path': '/a'}").with("Headers", headers)))
              .output();
      assertThat(output.get("Body")).contains(binary ? PNG : Value.of("iVBORw=="));
    }
  }

  /// The rows of AWS's table for requests.
  @ParameterizedTest
  @CsvSource({
    "false, '', text",
    "false, CONVERT_TO_BINARY, decoded",
    "false, CONVERT_TO_TEXT, text",
    "true, '', binary",
    "true, CONVERT_TO_BINARY, binary",
    "true, CONVERT_TO_TEXT, encoded"
  })
  void contentHandlingConvertsAsAwsTabulates(boolean binary, String handling, String expected) {
    var media = new BinaryMedia(binary ? List.of("image/png") : List.of());
    var request =
        ApiRequest.of(
            ApiDrawing.json("{'Headers': {'Content-Type': 'image/png'}, 'Body': 'aGk='}"), "/");
    var body = media.toBackend(request, handling).orElseThrow();
    assertThat(
            switch (expected) {
              case "text" -> Value.of("aGk=");
              case "decoded" -> Value.of(new byte[] {'h', 'i'});
              case "binary" -> request.body();
              default -> Value.of(request.body().base64());
            })
        .isEqualTo(body);
  }

  @Test
  void anHttpApiLooksAtTheContentTypeByItself() {
    try (var run = ApiRun.virtual(ApiDrawing.drawing(ApiDrawing.HTTP, "POST /a"), "{}")) {
      for (var type :
          List.of("application/json", "text/csv", "application/x-www-form-urlencoded")) {
        run.answered(
            "{'Method': 'POST', 'Path': '/a', 'Body': 'x', 'Headers': {'Content-Type': '%s'}}"
                .formatted(type));
      }
      assertThat(run.events)
          .map(e -> e.flag("isBase64Encoded"))
          .containsExactly(false, false, true);
    }
  }
}
