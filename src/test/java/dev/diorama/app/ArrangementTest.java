package dev.diorama.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.edit.Edit;
import dev.diorama.model.Bounds;
import dev.diorama.model.Document;
import dev.diorama.model.ResourceId;
import dev.diorama.workspace.Arrangement;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArrangementTest {
  static Stream<Path> samples() {
    return Samples.all().stream();
  }

  private static Map<ResourceId, Bounds> arranged(Document document) {
    var result = new LinkedHashMap<ResourceId, Bounds>();
    for (var edit :
        Arrangement.of(document.architecture(), Samples.STUDIO.catalog(), document.layout())) {
      if (edit instanceof Edit.SetBounds b) {
        result.put(b.id(), b.bounds());
      }
    }
    return result;
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyResourceHasAPlaceOfItsOwnInsideItsContainer(Path sample) {
    var document = Samples.read(sample);
    var places = arranged(document);
    var drawing = document.architecture();
    assertThat(places.keySet()).containsExactlyElementsOf(drawing.resources().keySet());
    for (var a : drawing.resources().values()) {
      for (var b : drawing.resources().values()) {
        if (!a.equals(b) && a.container().equals(b.container())) {
          assertThat(overlap(place(places, a.id()), place(places, b.id())))
              .as(a.id() + " and " + b.id())
              .isFalse();
        }
      }
      a.container()
          .ifPresent(c ->
              assertThat(contains(place(places, c), place(places, a.id())))
                  .as(a.id().value())
                  .isTrue());
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theSameDrawingIsArrangedAlike(Path sample) {
    var document = Samples.read(sample);
    assertThat(List.copyOf(arranged(document).entrySet()))
        .isEqualTo(List.copyOf(arranged(document).entrySet()));
  }

  private static Bounds place(Map<ResourceId, Bounds> places, ResourceId id) {
    return Optional.ofNullable(places.get(id)).orElseThrow();
  }

  private static boolean overlap(Bounds a, Bounds b) {
    return a.x() < b.right() && b.x() < a.right() && a.y() < b.bottom() && b.y() < a.bottom();
  }

  private static boolean contains(Bounds a, Bounds b) {
    return a.x() <= b.x() && a.y() <= b.y() && a.right() >= b.right() && a.bottom() >= b.bottom();
  }
}
