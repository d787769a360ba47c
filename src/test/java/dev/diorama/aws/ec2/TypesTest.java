package dev.diorama.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.aws.rds.RdsService;
import dev.diorama.catalog.AttachedPolicy;
import dev.diorama.catalog.PropertyKind;
import dev.diorama.catalog.PropertySpec;
import dev.diorama.catalog.ResourceType;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Environment;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TypesTest {
  private static final List<Texts> TEXTS =
      List.of(Locale.ENGLISH, Locale.JAPANESE).stream()
          .map(l ->
              new Texts(l, List.of("dev.diorama.aws.ec2.messages", "dev.diorama.aws.rds.messages")))
          .toList();

  static List<ResourceType> types() {
    return Stream.concat(
            new Ec2Service().resourceTypes().stream(), new RdsService().resourceTypes().stream())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyTypeIsNamedDescribedDrawnAndSourced(ResourceType type) {
    for (var texts : TEXTS) {
      assertThat(texts.has("type." + type.name())).isTrue();
      assertThat(texts.has("type." + type.name() + ".description")).isTrue();
      for (var variant : type.variants()) {
        assertThat(texts.has("type." + type.name() + "." + variant.value())).isTrue();
        assertThat(Files.exists(Path.of("icons", variant.icon() + ".svg"))).isTrue();
      }
      for (var property : type.properties()) {
        described(texts, type, property);
      }
    }
    assertThat(Files.exists(Path.of("icons", type.icon() + ".svg"))).isTrue();
    assertThat(type.source()).startsWith("https://docs.aws.amazon.com/");
  }

  private static void described(Texts texts, ResourceType type, PropertySpec property) {
    assertThat(
            texts.has("property." + type.name() + "." + property.path())
                || texts.has("property." + property.path()))
        .as(type.name() + " " + property.path())
        .isTrue();
    assertThat(property.source()).startsWith("https://docs.aws.amazon.com/");
    if (property.kind() instanceof PropertyKind.Table table) {
      table.columns().forEach(column -> described(texts, type, column));
    }
  }

  @Test
  void idsAndArnsAreTheSameInEveryRun() {
    var vpc = resource("AWS::EC2::VPC", "Vpc");
    var facets = Sketch.CATALOG.facets(vpc);
    assertThat(facets.physicalId(vpc, Environment.DEFAULT))
        .matches("vpc-[0-9a-f]{17}")
        .isEqualTo(facets.physicalId(vpc, Environment.DEFAULT))
        .isNotEqualTo(facets.physicalId(resource("AWS::EC2::VPC", "Vpc2"), Environment.DEFAULT));
    assertThat(facets.arn(vpc, Environment.DEFAULT))
        .hasValueSatisfying(arn ->
            assertThat(arn).matches("arn:aws:ec2:us-east-1:123456789012:vpc/vpc-[0-9a-f]{17}"));
  }

  @Test
  void anEndpointPolicyIsAResourcePolicyOnlyIfItIsDrawn() {
    var endpoint = resource("AWS::EC2::VPCEndpoint", "Endpoint");
    var drawing = new Sketch().drawing().with(endpoint);
    assertThat(Sketch.CATALOG.facets(endpoint).resourcePolicies(endpoint, drawing)).isEmpty();
    var withPolicy =
        endpoint.withProperties(
            endpoint.properties().with("PolicyDocument", Sketch.fields("'Statement':[]")));
    assertThat(Sketch.CATALOG.facets(withPolicy).resourcePolicies(withPolicy, drawing))
        .singleElement()
        .extracting(AttachedPolicy::kind)
        .isEqualTo(AttachedPolicy.Kind.ENDPOINT);
  }

  @Test
  void anInstancesOwnSettingGoesBeforeItsSubnets() {
    var sketch =
        Sketch.network("")
            .add("Subnet", "Mapped", "Vpc", "'CidrBlock':'10.0.7.0/24','MapPublicIpOnLaunch':true")
            .add("Instance", "ByDefault", "Mapped", "")
            .add("Instance", "Own", "Mapped", "'AssociatePublicIpAddress':false");
    assertThat(isPublic(sketch, "ByDefault")).isTrue();
    assertThat(isPublic(sketch, "Own")).isFalse();
  }

  private static boolean isPublic(Sketch sketch, String id) {
    var instance = sketch.drawing().resource(new ResourceId(id)).orElseThrow();
    return Sketch.CATALOG
        .facets(instance)
        .attachment(instance, sketch.drawing())
        .orElseThrow()
        .publicAddress();
  }

  @Test
  void aDatabasesReferenceIsItsAddress() {
    var type = new RdsService().resourceTypes().getFirst();
    var database =
        resource("AWS::RDS::DBInstance", "Orders")
            .withProperties(Value.Fields.EMPTY.with("Port", 6000));
    assertThat(type.facets().ref(database, Environment.DEFAULT))
        .matches("orders\\.c[a-z0-9]{11}\\.us-east-1\\.rds\\.amazonaws\\.com");
    assertThat(type.facets().arn(database, Environment.DEFAULT))
        .hasValue("arn:aws:rds:us-east-1:123456789012:db:orders");
    assertThat(type.facets().attachment(database, new Sketch().drawing()).orElseThrow().port())
        .hasValue(6000);
  }

  private static Resource resource(String type, String logicalId) {
    return new Resource(
        new ResourceId(logicalId),
        new ResourceTypeName(type),
        logicalId,
        Optional.empty(),
        Value.Fields.EMPTY);
  }
}
