package dev.diorama.runtime.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.wire.WireProtocol.WireException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProtocolTest {
  private static final AwsJsonProtocol JSON =
      new AwsJsonProtocol(
          "dynamodb",
          "DynamoDB_20120810",
          "1.0",
          Optional.of("com.amazonaws.dynamodb.v20120810"),
          Set.of("B", "BS"),
          Map.of("QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"));
  private static final AwsQueryProtocol QUERY =
      new AwsQueryProtocol(
          "sqs",
          "2012-11-05",
          "http://queue.amazonaws.com/doc/2012-11-05/",
          (operation, fields) -> fields,
          (operation, fields) -> fields,
          Map.of());

  private static HttpRequest json(String target, String body) {
    return new HttpRequest(
        "POST",
        "/",
        "",
        Map.of("X-Amz-Target", List.of(target)),
        Value.of(body.getBytes(StandardCharsets.UTF_8)));
  }

  private static HttpRequest form(String body) {
    return new HttpRequest(
        "POST",
        "/",
        "",
        Map.of("Content-Type", List.of("application/x-www-form-urlencoded; charset=utf-8")),
        Value.of(body.getBytes(StandardCharsets.UTF_8)));
  }

  private static Value read(String text) {
    try {
      return Json.read(text);
    } catch (JsonException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(HttpResponse response) {
    return new String(response.body().bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void jsonRequestsAreTakenByTargetAndSignedService() {
    var request = json("DynamoDB_20120810.PutItem", "{}");
    assertThat(JSON.accepts(request, Optional.of("dynamodb"))).isTrue();
    assertThat(JSON.accepts(request, Optional.empty())).isTrue();
    assertThat(JSON.accepts(request, Optional.of("sqs"))).isFalse();
    assertThat(JSON.accepts(json("DynamoDBStreams_20120810.X", "{}"), Optional.empty())).isFalse();
  }

  @Test
  void jsonRequestsAreReadWithTheirBinaryMembers() throws WireException {
    var request =
        json(
            "DynamoDB_20120810.PutItem",
            """
            {"Item": {"B": {"S": "x"}, "b": {"B": "AQI="}, "c": {"BS": ["AQ==", "Ag=="]}}}\
            """);
    var decoded = JSON.decode(request);
    assertThat(decoded.operation()).isEqualTo("PutItem");
    var item = decoded.input().fields("Item");
    assertThat(item.fields("B").text("S")).contains("x");
    assertThat(item.fields("b").get("B")).contains(Value.of(new byte[] {1, 2}));
    assertThat(item.fields("c").list("BS"))
        .containsExactly(Value.of(new byte[] {1}), Value.of(new byte[] {2}));
  }

  @Test
  void unreadableJsonIsASerializationException() {
    for (var body : List.of("{", "[]", "1", "{\"B\": \"***\"}", "{\"a\":1,\"a\":2}")) {
      assertThatExceptionOfType(WireException.class)
          .as(body)
          .isThrownBy(() -> JSON.decode(json("DynamoDB_20120810.PutItem", body)))
          .matches(e -> e.failure().code().equals("SerializationException"))
          .matches(e -> e.failure().status() == 400);
    }
  }

  @Test
  void jsonAnswersHaveAwssShape() {
    var request = json("DynamoDB_20120810.GetItem", "{}");
    var output = Fields.EMPTY.with("Data", Value.of(new byte[] {1, 2}));
    var response = JSON.encode(request, "GetItem", new Success(output), "id-1");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers())
        .containsEntry("Content-Type", List.of("application/x-amz-json-1.0"))
        .containsEntry("x-amzn-RequestId", List.of("id-1"));
    assertThat(text(response)).isEqualTo("{\"Data\":\"AQI=\"}");
  }

  @Test
  void jsonErrorsNameTheirTypeAndTheOldQueryCode() {
    var request = json("DynamoDB_20120810.GetItem", "{}");
    var own = new Failure("QueueDoesNotExist", "no", 400, Fields.EMPTY.with("Extra", 1));
    var response = JSON.encode(request, "GetItem", own, "id");
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.headers())
        .containsEntry(
            "x-amzn-query-error", List.of("AWS.SimpleQueueService.NonExistentQueue;Sender"));
    assertThat(read(text(response)))
        .isEqualTo(
            read(
                """
                {"__type": "com.amazonaws.dynamodb.v20120810#QueueDoesNotExist",
                 "message": "no", "Extra": 1}\
                """));
    var front = new Failure("AccessDeniedException", "User: …", 400);
    assertThat(text(JSON.encode(request, "GetItem", front, "id")))
        .contains("com.amazon.coral.service#AccessDeniedException");
  }

  @Test
  void formsBecomeNestedFields() throws WireException {
    var request =
        form(
            "Action=SetQueueAttributes&Version=2012-11-05&QueueUrl=http%3A%2F%2Fa%2Fb"
                + "&Attribute.2.Name=DelaySeconds&Attribute.2.Value=5"
                + "&Attribute.1.Name=Policy&Attribute.1.Value=a+b"
                + "&AttributeName.1=All&Tags.member.1.Key=k&Map.entry.10.key=x&Empty=");
    assertThat(QUERY.accepts(request, Optional.of("sqs"))).isTrue();
    assertThat(QUERY.accepts(request, Optional.of("sns"))).isFalse();
    var decoded = QUERY.decode(request);
    assertThat(decoded.operation()).isEqualTo("SetQueueAttributes");
    assertThat(decoded.input())
        .isEqualTo(
            read(
                """
                {"QueueUrl": "http://a/b",
                 "Attribute": [{"Name": "Policy", "Value": "a b"},
                               {"Name": "DelaySeconds", "Value": "5"}],
                 "AttributeName": ["All"], "Tags": [{"Key": "k"}], "Map": [{"key": "x"}],
                 "Empty": ""}\
                """));
  }

  @Test
  void formsThatNoClientSendsAreRefused() {
    assertThatExceptionOfType(WireException.class)
        .isThrownBy(() -> QUERY.decode(form("Version=2012-11-05")))
        .matches(e -> e.failure().code().equals("MissingAction"));
    assertThatExceptionOfType(WireException.class)
        .isThrownBy(() -> QUERY.decode(form("Action=A&" + "a.".repeat(50_000) + "=1")))
        .matches(e -> e.failure().code().equals("MalformedQueryString"));
  }

  @Test
  void queryAnswersAreXml() {
    var request = form("Action=X");
    var output =
        Fields.EMPTY
            .with("QueueUrl", "http://a/?b&<c>")
            .with("Message", Value.list(Fields.EMPTY.with("Body", "1"), Fields.EMPTY));
    var response = QUERY.encode(request, "X", new Success(output), "id");
    assertThat(text(response))
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<XResponse xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\"><XResult>"
                + "<QueueUrl>http://a/?b&amp;&lt;c&gt;</QueueUrl>"
                + "<Message><Body>1</Body></Message><Message></Message></XResult>"
                + "<ResponseMetadata><RequestId>id</RequestId></ResponseMetadata></XResponse>");
    var error = QUERY.encode(request, "X", new Failure("Broken", "it is", 500), "id");
    assertThat(error.status()).isEqualTo(500);
    assertThat(text(error))
        .contains("<Error><Type>Receiver</Type><Code>Broken</Code><Message>it is</Message></Error>")
        .contains("<RequestId>id</RequestId>");
  }

  @Test
  void xmlIsReadBackAsItWasWritten() throws WireException {
    var content =
        Fields.EMPTY
            .with("Name", " a & <b> \" \r\n\t あ ")
            .with(
                "Object", Value.list(Fields.EMPTY.with("Key", "1"), Fields.EMPTY.with("Key", "2")))
            .with("Empty", "");
    var xml = XmlWriter.document("Root", Optional.of("http://s3.amazonaws.com/"), content);
    var document = XmlReader.read(Value.of(xml));
    assertThat(document.root()).isEqualTo("Root");
    assertThat(document.content()).isEqualTo(content);
  }

  @Test
  void hostileXmlIsRefused() {
    var deep = "<a>".repeat(200) + "</a>".repeat(200);
    var entity = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>";
    var bomb = "<!DOCTYPE a [<!ENTITY x \"xx\"><!ENTITY y \"&x;&x;\">]><a>&y;</a>";
    for (var xml : List.of(deep, entity, bomb, "<a>", "", "<a/><b/>", "<a>&nbsp;</a>")) {
      assertThatExceptionOfType(WireException.class)
          .as(xml)
          .isThrownBy(() -> XmlReader.read(Value.of(xml.getBytes(StandardCharsets.UTF_8))))
          .matches(e -> e.failure().code().equals("MalformedXML"));
    }
  }
}
