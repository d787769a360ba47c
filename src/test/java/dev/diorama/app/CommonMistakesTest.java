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
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.rule.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
