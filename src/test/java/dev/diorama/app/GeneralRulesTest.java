package dev.diorama.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.edit.Edit;
import dev.diorama.json.Json;
import dev.diorama.model.Document;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.rule.Finding;
import dev.diorama.workspace.DocumentFormat;
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

class GeneralRulesTest {
  private static final Set<String> GENERAL =
      Set.of("UnknownType", "InvalidPropertyValue", "DuplicatePhysicalName");

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
          photo-catalog | photos | BucketName | "My_Photos" | AWS takes no value of this form | false
          private-database | app-b | CidrBlock | "10.0.11.0/240" | It must match | false
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
