package dev.diorama.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Bounds;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.Document;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EditTest {
  private static final Bounds PLACE = new Bounds(0, 0, 10, 10);

  private static Resource resource(String id, Optional<String> container, Fields properties) {
    return new Resource(
        new ResourceId(id),
        new ResourceTypeName("Test::Thing"),
        "Logical" + id,
        container.map(ResourceId::new),
        properties);
  }

  private static Document drawing() {
    return Transaction.of(
            Message.of("test"),
            new Edit.AddResource(resource("a", Optional.empty(), Fields.EMPTY), PLACE),
            new Edit.AddResource(
                resource(
                    "b",
                    Optional.of("a"),
                    Fields.EMPTY
                        .with("Other", References.to("Logicala"))
                        .with("Text", "${Logicala.Arn}/* and ${aws:username}")),
                PLACE),
            new Edit.Connect(
                new Connection(
                    new ConnectionId("c"),
                    new ConnectionTypeName("test:Uses"),
                    new ResourceId("b"),
                    new ResourceId("a"),
                    Fields.EMPTY)))
        .apply(Document.EMPTY);
  }

  @Test
  void removingAResourceRemovesWhatStandsInsideAndItsConnections() {
    var left = new Edit.RemoveResource(new ResourceId("a")).apply(drawing());
    assertThat(left.architecture().resources()).isEmpty();
    assertThat(left.architecture().connections()).isEmpty();
    assertThat(left.layout().bounds()).isEmpty();
  }

  @Test
  void removingAResourceEndsEvenIfContainersFormACircle() {
    var circle =
        new Edit.SetContainer(new ResourceId("a"), Optional.of(new ResourceId("b")))
            .apply(drawing());
    assertThat(
            new Edit.RemoveResource(new ResourceId("a")).apply(circle).architecture().resources())
        .isEmpty();
  }

  @Test
  void renamingRewritesReferencesAndNamesInTexts() {
    var renamed = new Edit.Rename(new ResourceId("a"), "Photos").apply(drawing());
    var b = renamed.architecture().resource(new ResourceId("b")).orElseThrow();
    assertThat(b.properties().get("Other")).contains(References.to("Photos"));
    assertThat(b.properties().text("Text")).contains("${Photos.Arn}/* and ${aws:username}");
    assertThat(renamed.architecture().byLogicalId("Photos")).isPresent();
  }

  @Test
  void aPropertyCanBeSetInsideAListAndRemovedAgain() {
    var id = new ResourceId("a");
    var path = PropertyPath.of("Rules").then(0).then("Port");
    var set = new Edit.SetProperty(id, path, Optional.of(Value.of(443))).apply(drawing());
    assertThat(set.architecture().resource(id).flatMap(r -> path.in(r.properties())))
        .contains(Value.of(443));
    var removed =
        new Edit.SetProperty(id, PropertyPath.of("Rules").then(0), Optional.empty()).apply(set);
    assertThat(removed.architecture().resource(id).orElseThrow().properties().list("Rules"))
        .isEmpty();
  }

  @Test
  void anEditOfSomethingThatIsNotThereChangesNothing() {
    var nobody = new ResourceId("nobody");
    var before = drawing();
    assertThat(new Edit.RemoveResource(nobody).apply(before)).isEqualTo(before);
    assertThat(new Edit.Rename(nobody, "X").apply(before)).isEqualTo(before);
    assertThat(new Edit.SetBounds(nobody, PLACE).apply(before)).isEqualTo(before);
    assertThat(new Edit.Disconnect(new ConnectionId("none")).apply(before)).isEqualTo(before);
  }
}
