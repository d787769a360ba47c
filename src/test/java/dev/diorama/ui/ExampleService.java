package dev.diorama.ui;

import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Category;
import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.Facets;
import dev.diorama.catalog.PropertyKind;
import dev.diorama.catalog.PropertySpec;
import dev.diorama.catalog.ResourceType;
import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.Environment;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Fix;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import dev.diorama.service.ServiceDefinition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// An invented service whose types have a property of every kind, with one rule.
public final class ExampleService implements ServiceDefinition {
  /// The type with all kinds of properties.
  public static final ResourceTypeName BOX = new ResourceTypeName("Example::Box");

  /// A type with two variants.
  public static final ResourceTypeName CRATE = new ResourceTypeName("Example::Crate");

  /// The page named as source everywhere.
  public static final String PAGE = "example.org/box";

  @Override
  public String prefix() {
    return "example";
  }

  @Override
  public List<ResourceType> resourceTypes() {
    var properties =
        List.of(
            PropertySpec.required("Name", new PropertyKind.Text(Optional.of("[a-z]+")), PAGE),
            PropertySpec.withDefault(
                "Timeout", new PropertyKind.Whole(0, 900, "s"), Value.of(30), PAGE),
            PropertySpec.withDefault("Enabled", new PropertyKind.Bool(), Value.of(true), PAGE),
            PropertySpec.optional("Mode", new PropertyKind.Choice(List.of("FAST", "SLOW")), PAGE),
            PropertySpec.optional(
                "Partner", new PropertyKind.Reference(Set.of(CRATE.value())), PAGE),
            PropertySpec.optional(
                "Network.Partners", new PropertyKind.References(Set.of(CRATE.value())), PAGE),
            PropertySpec.optional("Tags", new PropertyKind.Texts(Optional.empty()), PAGE),
            PropertySpec.optional("Variables", new PropertyKind.TextMap(), PAGE),
            PropertySpec.optional(
                "Rules",
                new PropertyKind.Table(
                    List.of(
                        PropertySpec.required("Port", new PropertyKind.Whole(0, 65535, ""), PAGE),
                        PropertySpec.optional(
                            "Cidr", new PropertyKind.Text(Optional.empty()), PAGE))),
                PAGE),
            PropertySpec.optional("Policy", new PropertyKind.Json(), PAGE),
            PropertySpec.optional("Source", new PropertyKind.Code("javascript"), PAGE));
    return List.of(
        ResourceType.plain(
            BOX.value(),
            "example",
            Category.STORAGE,
            "s3-bucket",
            properties,
            Set.of(Capability.CALLER),
            new BoxFacets(),
            PAGE),
        new ResourceType(
            CRATE,
            "example",
            Category.COMPUTE,
            "ec2-instance",
            List.of(
                new ResourceType.Variant("Size", "small", "ec2-instance"),
                new ResourceType.Variant("Size", "large", "nat-instance")),
            List.of(
                PropertySpec.optional(
                    "Size", new PropertyKind.Choice(List.of("small", "large")), PAGE)),
            Set.of(),
            false,
            Set.of(),
            false,
            Facets.NONE,
            PAGE));
  }

  private static final class BoxFacets implements Facets {
    @Override
    public Optional<String> arn(Resource resource, Environment environment) {
      return Optional.of("arn:aws:example:::" + resource.logicalId());
    }
  }

  @Override
  public List<ConnectionType> connectionTypes() {
    return List.of(
        new ConnectionType(
            new ConnectionTypeName("example:Fill"),
            "example",
            ConnectionType.End.type(BOX.value()),
            ConnectionType.End.type(CRATE.value()),
            false,
            List.of(
                PropertySpec.withDefault(
                    "Amount", new PropertyKind.Whole(1, 10, ""), Value.of(1), PAGE)),
            (connection, source, target, drawing, catalog) -> List.of(),
            PAGE));
  }

  @Override
  public List<Rule> rules() {
    return List.of(new NameMissing());
  }

  @Override
  public String messages() {
    return "dev.diorama.ui.example";
  }

  /// Fires for boxes without a name.
  private static final class NameMissing implements Rule {
    @Override
    public RuleInfo info() {
      return new RuleInfo(new RuleId("NameMissing"), Severity.WARNING, PAGE);
    }

    @Override
    public Stream<Finding> check(RuleContext context) {
      return context.drawing().ofType(BOX).stream()
          .filter(r -> r.properties().text("Name").isEmpty())
          .map(r ->
              new Finding(
                  info().id(),
                  info().severity(),
                  new Subject.OfResource(r.id()),
                  PropertyPath.of("Name"),
                  Message.of("example.noName", r.logicalId()),
                  List.of(
                      new Fix(
                          Message.of("example.giveName"),
                          Transaction.of(
                              Message.of("example.giveName"),
                              new Edit.SetProperty(
                                  r.id(),
                                  PropertyPath.of("Name"),
                                  Optional.of(Value.of("named"))))))));
    }
  }
}
