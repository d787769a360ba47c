package dev.diorama.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.PropertyKind;
import dev.diorama.catalog.PropertySpec;
import dev.diorama.catalog.ResourceType;
import dev.diorama.edit.Edit;
import dev.diorama.json.Json;
import dev.diorama.model.Document;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Severity;
import dev.diorama.rule.TextForm;
import dev.diorama.workspace.DocumentFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GeneralRulesTest {
  private static final Set<String> GENERAL =
      Set.of("UnknownType", "UnknownProperty", "InvalidPropertyValue", "DuplicatePhysicalName");

  static Stream<Path> samples() {
    return Samples.all().stream();
  }

  private static List<Finding> general(Document document) {
    return Samples.STUDIO.check(document.architecture()).findings().stream()
        .filter(f -> GENERAL.contains(f.rule().value()))
        .toList();
  }

  private static String said(Finding finding) {
    return Samples.STUDIO.texts(Locale.ENGLISH).text(finding.message());
  }

  private static Document with(String sample, String resource, String path, String json)
      throws Exception {
    return new Edit.SetProperty(
            new ResourceId(resource), PropertyPath.parse(path), Optional.of(Json.read(json)))
        .apply(Samples.read(Samples.named(sample)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theSamplesHaveNone(Path file) {
    assertThat(general(Samples.read(file))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          photo-catalog | index-photo | Timeout | "ten" | It must be a whole number from 1 to 900 s. | false
          photo-catalog | index-photo | Timeout | "10" | It must be a whole number from 1 to 900 s. | true
          photo-catalog | index-photo | MemorySize | 64 | It must be a whole number from 128 to 10240 MB. | true
          photo-catalog | index-photo | Role | {"Ref": "Nobody"} | Nothing in the drawing has the logical id Nobody. | true
          photo-catalog | index-photo | Role | {"Ref": "Photos"} | Photos is of the type AWS::S3::Bucket; needed is AWS::IAM::Role. | false
          photo-catalog | photos | BucketName | "My_Photos" | Write 3 to 63 lowercase letters | false
          private-database | app-b | CidrBlock | "10.0.11.0/240" | Write an IPv4 CIDR block between /16 and /28, for example 10.0.0.0/16. | false
          photo-catalog | index-photo | FunctionName | "a b!" | Write 1 to 64 characters. Allowed are letters, digits, the characters - _. | false
          private-database | vpc | EnableDnsSupport | "yes" | It must be true or false. | true
          private-database | app-group | SecurityGroupEgress[0].FromPort | 70000 | It must be a whole number | true
          private-database | quote-order | VpcConfig.SubnetIds[1] | {"Ref": "Gone"} | Nothing in the drawing | true
          order-queue | orders | DelaySeconds | -1 | It must be a whole number from 0 to 900 s. | true
          """)
  void aValueThatAwsWouldRefuseIsFoundAndMended(
      String sample, String resource, String path, String json, String expected, boolean mendable)
      throws Exception {
    var document = with(sample, resource, path, json);
    assertThat(general(document))
        .singleElement()
        .satisfies(f -> {
          assertThat(f.at()).hasToString(path);
          assertThat(said(f)).contains(expected);
          assertThat(f.fixes()).hasSize(mendable ? 1 : 0);
          for (var fix : f.fixes()) {
            assertThat(general(fix.transaction().apply(document))).isEmpty();
          }
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          photos | BucketName | "${Catalog}-photos"
          photos | BucketName | {"Fn::Sub": "a-${AWS::Region}"}
          """)
  void whatIsComputedAtDeploymentIsNotJudged(String resource, String path, String json)
      throws Exception {
    assertThat(general(with("photo-catalog", resource, path, json))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          photo-catalog | index-photo | Timout | 10 | Did you mean Timeout?
          photo-catalog | index-photo | timeout | 10 | Did you mean Timeout?
          private-database | vpc | EnableDnsSuport | true | Did you mean EnableDnsSupport?
          order-queue | orders | VisibiltyTimeout | 60 | Did you mean VisibilityTimeout?
          private-database | app-group | SecurityGroupEgress[0].CidrPi | "0.0.0.0/0" | Did you mean SecurityGroupEgress[0].CidrIp?
          """)
  void aMisspeltPropertyIsFoundAndRenamed(
      String sample, String resource, String path, String json, String expected) throws Exception {
    var at = PropertyPath.parse(path);
    var meant = PropertyPath.parse(expected.replaceAll(".* mean |[?]", ""));
    var id = new ResourceId(resource);
    var without = new Edit.SetProperty(id, meant, Optional.empty());
    var document =
        new Edit.SetProperty(id, at, Optional.of(Json.read(json)))
            .apply(without.apply(Samples.read(Samples.named(sample))));
    assertThat(ofRule("UnknownProperty", document))
        .singleElement()
        .satisfies(f -> {
          assertThat(f.at()).isEqualTo(at);
          assertThat(f.severity()).isEqualTo(Severity.WARNING);
          assertThat(said(f)).contains(expected);
          var mended = f.fixes().getFirst().transaction().apply(document);
          assertThat(general(mended)).isEmpty();
          assertThat(meant.in(mended.architecture().resource(id).orElseThrow().properties()))
              .contains(Json.read(json));
        });
  }

  /// CloudFormation has these, and the catalogue does not: nothing is wrong with them.
  @Test
  void whatAwsMayKnowIsNotCalledWrong() throws Exception {
    var document =
        with("photo-catalog", "index-photo", "Tags", "[{\"Key\": \"a\", \"Value\": \"b\"}]");
    document =
        new Edit.SetProperty(
                new ResourceId("index-photo"),
                PropertyPath.of("RuntimeManagementConfig", "UpdateRuntimeOn"),
                Optional.of(Json.read("\"Auto\"")))
            .apply(document);
    assertThat(ofRule("UnknownProperty", document))
        .singleElement()
        .satisfies(f -> {
          assertThat(f.severity()).isEqualTo(Severity.INFO);
          assertThat(said(f))
              .isEqualTo(
                  "Diorama does not use Tags, RuntimeManagementConfig of IndexPhoto: kept in the"
                      + " file, but neither checked nor run.");
        });
  }

  /// A person is told in words, in both languages, what a text may be.
  @Test
  void everyPatternOfTheCatalogueIsExplained() {
    var patterned = new ArrayList<PropertySpec>();
    Stream.concat(
            Samples.STUDIO.catalog().resourceTypes().stream().map(ResourceType::properties),
            Samples.STUDIO.catalog().connectionTypes().stream().map(ConnectionType::properties))
        .forEach(specs -> addWithColumns(specs, patterned));
    assertThat(patterned).hasSizeGreaterThan(60);
    for (var locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
      var texts = Samples.STUDIO.texts(locale);
      for (var spec : patterned) {
        var sentence = texts.text(TextForm.of(pattern(spec).orElseThrow(), spec.path()));
        assertThat(sentence).as("%s %s", spec.path(), pattern(spec)).doesNotContain("<", "{1");
        assertThat(sentence).endsWith(locale.equals(Locale.JAPANESE) ? "。" : ".");
      }
    }
  }

  private static void addWithColumns(List<PropertySpec> specs, List<PropertySpec> into) {
    for (var spec : specs) {
      if (spec.kind() instanceof PropertyKind.Table t) {
        addWithColumns(t.columns(), into);
      } else if (pattern(spec).isPresent()) {
        into.add(spec);
      }
    }
  }

  private static Optional<String> pattern(PropertySpec spec) {
    return switch (spec.kind()) {
      case PropertyKind.Text t -> t.pattern();
      case PropertyKind.Texts t -> t.pattern();
      default -> Optional.empty();
    };
  }

  @Test
  void aSpecialRuleSaysItAlone() throws Exception {
    var document = with("order-queue", "process-order", "Timeout", "1000");
    assertThat(Samples.STUDIO.check(document.architecture()).findings())
        .filteredOn(f -> f.at().toString().equals("Timeout"))
        .extracting(f -> f.rule().value())
        .containsExactly("FunctionTimeoutAboveMaximum");
  }

  @Test
  void aTypeThatIsNotKnownIsSaid() throws Exception {
    var sample = Samples.read(Samples.named("table-stream"));
    var text = DocumentFormat.write(sample).replaceFirst("AWS::DynamoDB::Table", "AWS::SNS::Topic");
    assertThat(general(DocumentFormat.read(text)))
        .singleElement()
        .satisfies(f -> assertThat(said(f)).contains("AWS::SNS::Topic"));
  }

  @Test
  void twoQueuesOfOneNameAreFound() throws Exception {
    var document = with("order-queue", "failed-orders", "QueueName", "\"orders\"");
    assertThat(general(document))
        .singleElement()
        .satisfies(f -> assertThat(said(f)).startsWith("FailedOrders and Orders are the same"));
  }

  @Test
  void aMappingOnATableWithoutAStreamIsFoundAndMended() throws Exception {
    var sample = Samples.read(Samples.named("table-stream"));
    var table =
        sample.architecture().ofType(new ResourceTypeName("AWS::DynamoDB::Table")).getFirst();
    var document =
        new Edit.SetProperty(table.id(), PropertyPath.of("StreamSpecification"), Optional.empty())
            .apply(sample);
    var findings = ofRule("EventSourceWithoutStream", document);
    assertThat(findings)
        .singleElement()
        .satisfies(f -> {
          assertThat(said(f)).contains("has no stream");
          var mended = f.fixes().getFirst().transaction().apply(document);
          assertThat(ofRule("EventSourceWithoutStream", mended)).isEmpty();
        });
    assertThat(ofRule("EventSourceWithoutStream", sample)).isEmpty();
  }

  @Test
  void everyRuleNamesAPageThatABrowserOpens() {
    assertThat(Samples.STUDIO.rules())
        .allSatisfy(r ->
            assertThat(r.info().source())
                .as(r.info().id().value())
                .matches("https://[a-z.]*aws\\.amazon\\.com/[!-~]+"));
  }

  private static List<Finding> ofRule(String rule, Document document) {
    return Samples.STUDIO.check(document.architecture()).findings().stream()
        .filter(f -> f.rule().value().equals(rule))
        .toList();
  }
}
