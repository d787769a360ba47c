package dev.diorama.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.edit.Edit;
import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.Document;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Severity;
import dev.diorama.workspace.DocumentFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Mistakes that people draw, made in sound drawings: each is found, each fix ends it, and the
/// sound drawings have none.
class CommonMistakesTest {
  private static final Set<String> RULES =
      Set.of(
          "FunctionTriggersItself",
          "FunctionTimeoutAboveApiTimeout",
          "FifoQueueNameWithoutSuffix",
          "TableKeyNotDefined",
          "ResourceWithoutRole");

  static Stream<Path> samples() {
    return Samples.all().stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theSamplesHaveNone(Path file) {
    assertThat(Samples.STUDIO.check(Samples.read(file).architecture()).findings())
        .noneMatch(f -> RULES.contains(f.rule().value()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          order-queue | orders | FifoQueue | true | FifoQueueNameWithoutSuffix | does not end in .fifo
          order-queue | orders | QueueName | "orders.fifo" | FifoQueueNameWithoutSuffix | ends in .fifo
          order-queue | order-table | KeySchema | [] | TableKeyNotDefined | has no partition key
          order-queue | order-table | KeySchema[0].KeyType | "RANGE" | TableKeyNotDefined | has no partition key
          order-queue | order-table | AttributeDefinitions | [] | TableKeyNotDefined | the key attribute orderId
          order-queue | order-table | KeySchema[0].AttributeName | "id" | TableKeyNotDefined | the key attribute id
          """)
  void aMistakeIsFoundAndEachFixEndsIt(
      String sample, String resource, String path, String json, String rule, String expected) {
    found(set(Samples.read(Samples.named(sample)), resource, path, json), rule, expected);
  }

  @Test
  void aQueueThatTriggersItsOwnSenderIsALoop() {
    var sound = Samples.read(Samples.named("order-queue"));
    var loop = connect(sound, "process-order", "sqs:Send", "orders", "{}");
    found(loop, "FunctionTriggersItself", "Orders triggers ProcessOrder, which writes to Orders");
    assertThat(
            of(
                "FunctionTriggersItself",
                connect(sound, "process-order", "sqs:Send", "failed-orders", "{}")))
        .isEmpty();
  }

  @Test
  void aTableWhoseStreamTriggersItsWriterIsALoopUnlessTheEventsAreFiltered() {
    var sound = Samples.read(Samples.named("table-stream"));
    var mapping =
        sound.architecture().connections().values().stream()
            .filter(c -> c.type().value().equals("lambda:EventSourceMapping"))
            .findFirst()
            .orElseThrow();
    var function = mapping.target().value();
    var table = mapping.source().value();
    var loop = connect(sound, function, "dynamodb:Write", table, "{}");
    found(loop, "FunctionTriggersItself", "an endless loop, unless its code stops it");
    assertThat(of("FunctionTriggersItself", connect(sound, function, "dynamodb:Read", table, "{}")))
        .isEmpty();
    var filtered =
        new Edit.SetConnectionProperty(
                mapping.id(),
                PropertyPath.parse("FilterCriteria.Filters"),
                Optional.of(
                    Value.list(Fields.EMPTY.with("Pattern", "{\"eventName\":[\"INSERT\"]}"))))
            .apply(loop);
    assertThat(of("FunctionTriggersItself", filtered)).isEmpty();
  }

  /// Three connections need the role; that it is missing is said once.
  @Test
  void aFunctionWithoutARoleIsOneFindingWhoseFixesMakeEverythingWork() {
    var sound = Samples.read(Samples.named("order-queue"));
    var without =
        new Edit.SetProperty(
                new ResourceId("process-order"), PropertyPath.of("Role"), Optional.empty())
            .apply(sound);
    found(without, "ResourceWithoutRole", "ProcessOrder has no role");
    var findings = Samples.STUDIO.check(without.architecture()).findings();
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().fixes())
        .extracting(f -> Samples.STUDIO.texts(Locale.ENGLISH).text(f.label()))
        .containsExactly(
            "Give ProcessOrder the role ProcessOrderRole, which allows all that it needs",
            "Draw the role ProcessOrderRole2 with exactly the permissions that ProcessOrder needs");
    for (var fix : findings.getFirst().fixes()) {
      var fixed = fix.transaction().apply(without);
      assertThat(Samples.STUDIO.check(fixed.architecture()).findings()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"rest-notes, 29, 30", "photo-catalog, 30, 31"})
  void aFunctionThatOutlastsItsApiIsFound(String sample, int allowed, int tooLong) {
    var sound = Samples.read(Samples.named(sample));
    var function =
        sound.architecture().connections().values().stream()
            .filter(c -> c.type().value().equals("apigateway:Integration"))
            .map(c -> c.target().value())
            .findFirst()
            .orElseThrow();
    found(
        set(sound, function, "Timeout", String.valueOf(tooLong)),
        "FunctionTimeoutAboveApiTimeout",
        "waits for " + allowed + " s at most");
    assertThat(
            of(
                "FunctionTimeoutAboveApiTimeout",
                set(sound, function, "Timeout", String.valueOf(allowed))))
        .isEmpty();
  }

  @Test
  void codeThatIsNotThereIsFoundBesideTheDocument() {
    var file = Samples.named("order-queue");
    var sound = Samples.read(file);
    var wrong = set(sound, "process-order", "CodeUri", "\"functions/nowhere\"");
    var folder = DocumentFiles.folder(file);
    assertThat(codeFindings(sound, folder)).isEmpty();
    assertThat(codeFindings(wrong, Optional.empty())).isEmpty();
    assertThat(codeFindings(wrong, folder))
        .singleElement()
        .satisfies(f -> {
          assertThat(f.at()).hasToString("CodeUri");
          assertThat(Samples.STUDIO.texts(Locale.ENGLISH).text(f.message()))
              .startsWith("The code of ProcessOrder is not there:")
              .contains("functions/nowhere", folder.orElseThrow().toString());
        });
    var inline =
        set(wrong, "process-order", "Code", "{\"ZipFile\":\"exports.handler = async () => 1;\"}");
    assertThat(codeFindings(inline, folder)).isEmpty();
  }

  private static List<Finding> codeFindings(Document document, Optional<Path> folder) {
    return Samples.STUDIO.check(document.architecture(), folder).findings().stream()
        .filter(f -> f.rule().value().equals("FunctionCodeMissing"))
        .toList();
  }

  @Test
  void aWrongArnIsCorrectedByTheFirstFixWhichEndsAllFindings() {
    var sound = Samples.read(Samples.named("order-queue"));
    for (var arn :
        List.of(
            "arn:aws:dynamodb:us-east-1:123456789012:table/Orders",
            "arn:aws:dynamodb:eu-west-1:123456789012:table/OrderTable",
            "arn:aws:dynamodb:us-east-1:210987654321:table/OrderTable")) {
      var wrong =
          set(
              sound,
              "process-order-role",
              "Policies[0].PolicyDocument.Statement[3].Resource",
              "\"" + arn + "\"");
      assertThat(Samples.STUDIO.check(wrong.architecture()).findings())
          .extracting(f -> f.rule().value())
          .containsExactlyInAnyOrder("MissingPermissionForConnection", "PermissionNeverUsed");
      var fix = of("MissingPermissionForConnection", wrong).getFirst().fixes().getFirst();
      assertThat(Samples.STUDIO.texts(Locale.ENGLISH).text(fix.label()))
          .isEqualTo("Correct the ARN " + arn + " to ${OrderTable.Arn} in ProcessOrderRole");
      assertThat(fix.transaction().apply(wrong).architecture()).isEqualTo(sound.architecture());
    }
    var other =
        set(
            sound,
            "process-order-role",
            "Policies[0].PolicyDocument.Statement[3].Resource",
            "\"arn:aws:dynamodb:us-east-1:123456789012:table/OrderTable/index/ByDay\"");
    assertThat(of("MissingPermissionForConnection", other).getFirst().fixes())
        .extracting(f -> f.label().key())
        .doesNotContain("rule.MissingPermissionForConnection.fix.correct");
  }

  @ParameterizedTest
  @CsvSource({
    "photo-catalog, index-photo, ${Photos.Arn}",
    "websocket-chat, , arn:aws:execute-api:us-east-1:123456789012:",
    "rest-notes, , arn:aws:execute-api:us-east-1:123456789012:"
  })
  void aPermissionWithoutASourceIsLimitedToTheDrawnTrigger(
      String sample, @Nullable String function, String arn) {
    var sound = Samples.read(Samples.named(sample));
    var owner =
        sound.architecture().resources().values().stream()
            .filter(r -> function == null || r.id().value().equals(function))
            .filter(r -> r.properties().list("Permissions").size() > 0)
            .findFirst()
            .orElseThrow();
    var open =
        Stream.of("SourceArn", "SourceAccount")
            .map(p ->
                new Edit.SetProperty(
                    owner.id(), PropertyPath.parse("Permissions[0]." + p), Optional.empty()))
            .reduce(sound, (document, edit) -> edit.apply(document), (a, b) -> b);
    found(open, "ConfusedDeputy", "without asking on whose behalf");
    var fixed = of("ConfusedDeputy", open).getFirst().fixes().getFirst().transaction().apply(open);
    assertThat(
            PropertyPath.parse("Permissions[0].SourceArn")
                .in(fixed.architecture().resource(owner.id()).orElseThrow().properties())
                .flatMap(Value::asText)
                .orElse(""))
        .startsWith(arn);
    assertThat(Samples.STUDIO.check(fixed.architecture()).findings()).isEmpty();
  }

  @Test
  void whatAMappingPollsIsNeededWhileTheStreamIsStillOff() {
    var sound = Samples.read(Samples.named("table-stream"));
    var table =
        sound.architecture().ofType(new ResourceTypeName("AWS::DynamoDB::Table")).getFirst();
    var off =
        new Edit.SetProperty(table.id(), PropertyPath.of("StreamSpecification"), Optional.empty())
            .apply(sound);
    assertThat(of("EventSourceWithoutStream", off)).hasSize(1);
    assertThat(of("PermissionNeverUsed", off)).isEmpty();
    assertThat(of("ResourceWiderThanNeeded", off)).isEmpty();
    var mapping =
        sound.architecture().connections().values().stream()
            .filter(c -> c.type().value().equals("lambda:EventSourceMapping"))
            .findFirst()
            .orElseThrow();
    assertThat(of("PermissionNeverUsed", new Edit.Disconnect(mapping.id()).apply(sound)))
        .isNotEmpty();
  }

  @Test
  void aRoleThatMayDoEverythingIsSaidShortly() {
    var open =
        set(
            Samples.read(Samples.named("order-queue")),
            "process-order-role",
            "Policies[0].PolicyDocument.Statement[3]",
            "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}");
    for (var language : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
      assertThat(of("PrivilegeEscalation", open))
          .extracting(f -> Samples.STUDIO.texts(language).text(f.message()))
          .singleElement()
          .satisfies(text -> assertThat(text).hasSizeLessThan(500).containsPattern("[0-9]+"));
    }
  }

  @Test
  void anEndpointWhosePrivateDnsIsMissedIsAnError() {
    var off =
        set(
            Samples.read(Samples.named("private-endpoints")),
            "sqs-endpoint",
            "PrivateDnsEnabled",
            "false");
    found(off, "EndpointWithoutPrivateDns", "has no private DNS");
    assertThat(of("EndpointWithoutPrivateDns", off))
        .extracting(Finding::severity)
        .containsExactly(Severity.ERROR);
  }

  private static void found(Document document, String rule, String expected) {
    assertThat(of(rule, document))
        .singleElement()
        .satisfies(f -> {
          assertThat(Samples.STUDIO.texts(Locale.ENGLISH).text(f.message())).contains(expected);
          assertThat(Samples.STUDIO.texts(Locale.JAPANESE).text(f.message())).doesNotContain("{");
          assertThat(f.fixes()).isNotEmpty();
          for (var fix : f.fixes()) {
            assertThat(of(rule, fix.transaction().apply(document))).isEmpty();
          }
        });
  }

  private static List<Finding> of(String rule, Document document) {
    return Samples.STUDIO.check(document.architecture()).findings().stream()
        .filter(f -> f.rule().value().equals(rule))
        .toList();
  }

  private static Document set(Document document, String resource, String path, String json) {
    return new Edit.SetProperty(
            new ResourceId(resource), PropertyPath.parse(path), Optional.of(json(json)))
        .apply(document);
  }

  private static Document connect(
      Document document, String source, String type, String target, String properties) {
    return new Edit.Connect(
            new Connection(
                new ConnectionId("added"),
                new ConnectionTypeName(type),
                new ResourceId(source),
                new ResourceId(target),
                (Fields) json(properties)))
        .apply(document);
  }

  private static Value json(String text) {
    try {
      return Json.read(text);
    } catch (JsonException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
