package dev.diorama.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Category;
import dev.diorama.catalog.Facets;
import dev.diorama.catalog.ResourceType;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RunOptions;
import dev.diorama.runtime.RunningSystem;
import dev.diorama.ui.RunControl.Run;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunControlTest {
  private static final ResourceId FIRST = new ResourceId("first");
  private static final ResourceId SECOND = new ResourceId("second");
  private static final ResourceId STORE = new ResourceId("store");
  private static final Catalog CATALOG =
      new Catalog(
          List.of(
              type("Example::Person", Category.CLIENT, Capability.CALLER),
              type("Example::Worker", Category.COMPUTE, Capability.CALLER),
              type("Example::Store", Category.STORAGE, Capability.EVENT_SOURCE)),
          List.of());

  private static ResourceType type(String name, Category category, Capability capability) {
    return ResourceType.plain(
        name,
        "example",
        category,
        "s3-bucket",
        List.of(),
        Set.of(capability),
        Facets.NONE,
        "example.org");
  }

  private static Resource resource(ResourceId id, String type) {
    return new Resource(id, new ResourceTypeName(type), id.value(), Optional.empty(), Fields.EMPTY);
  }

  private static Connection from(ResourceId source) {
    return new Connection(
        new ConnectionId(source.value()),
        new ConnectionTypeName("example:Use"),
        source,
        STORE,
        Fields.EMPTY);
  }

  private static Optional<ResourceId> caller(Architecture drawing) {
    try (var system =
        RunningSystem.virtual(
            drawing,
            CATALOG,
            context -> List.of(),
            new RunOptions(1, OptionalInt.empty(), Optional.empty()))) {
      return new Run(system, drawing, CATALOG).caller(STORE);
    }
  }

  private static final Architecture TWO_PEOPLE =
      Architecture.EMPTY
          .with(resource(STORE, "Example::Store"))
          .with(resource(FIRST, "Example::Person"))
          .with(resource(SECOND, "Example::Person"));

  @Test
  void theConnectedClientMakesACallByHand() {
    assertThat(caller(TWO_PEOPLE.with(from(SECOND)))).contains(SECOND);
  }

  @Test
  void withoutAConnectionTheFirstClientMakesIt() {
    assertThat(caller(TWO_PEOPLE)).contains(FIRST);
  }

  @Test
  void codeDoesNotMakeCallsByHand() {
    var worker = new ResourceId("worker");
    var drawing =
        Architecture.EMPTY
            .with(resource(STORE, "Example::Store"))
            .with(resource(worker, "Example::Worker"))
            .with(from(worker));
    assertThat(caller(drawing)).isEmpty();
  }
}
