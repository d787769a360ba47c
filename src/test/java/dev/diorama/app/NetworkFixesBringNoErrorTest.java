package dev.diorama.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.edit.Edit;
import dev.diorama.model.Document;
import dev.diorama.model.PropertyPath;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A fix that mends one thing and breaks another is none. Every network property of the samples is
/// taken away, and every network resource; each fix that is offered then is tried.
class NetworkFixesBringNoErrorTest {
  private static final Set<String> NETWORK =
      Set.of(
          "NoNetworkPath",
          "NatGatewayWithoutInternetRoute",
          "NoRouteToTheInternet",
          "FunctionInPublicSubnet",
          "OverlappingCidrBlocks",
          "EndpointWithoutPrivateDns",
          "AclDropsReplies",
          "SubnetTooSmall");

  private record Mistake(String rule, Subject subject) {}

  @ParameterizedTest
  @ValueSource(strings = {"private-database", "private-endpoints"})
  void noFixBringsAnErrorThatWasNotThere(String sample) {
    var sound = Samples.read(Samples.named(sample));
    int tried = 0;
    for (var broken : broken(sound).entrySet()) {
      var before = errors(broken.getValue());
      for (var finding : findings(broken.getValue())) {
        for (var fix : finding.fixes()) {
          tried++;
          assertThat(before)
              .as(broken.getKey() + ": " + fix.label())
              .containsAll(errors(fix.transaction().apply(broken.getValue())));
        }
      }
    }
    assertThat(tried).isGreaterThan(10);
  }

  private static Map<String, Document> broken(Document sound) {
    var result = new LinkedHashMap<String, Document>();
    for (var resource : sound.architecture().resources().values()) {
      if (resource.type().value().startsWith("AWS::EC2::")) {
        result.put(
            "without " + resource.logicalId(), new Edit.RemoveResource(resource.id()).apply(sound));
        for (var name : resource.properties().values().keySet()) {
          result.put(
              resource.logicalId() + " without " + name,
              new Edit.SetProperty(resource.id(), PropertyPath.of(name), Optional.empty())
                  .apply(sound));
        }
      }
    }
    return result;
  }

  private static List<Finding> findings(Document document) {
    return Samples.STUDIO.check(document.architecture()).findings().stream()
        .filter(f -> NETWORK.contains(f.rule().value()))
        .toList();
  }

  private static List<Mistake> errors(Document document) {
    var result = new ArrayList<Mistake>();
    findings(document).stream()
        .filter(f -> f.severity() == Severity.ERROR)
        .forEach(f -> result.add(new Mistake(f.rule().value(), f.subject())));
    return result;
  }
}
