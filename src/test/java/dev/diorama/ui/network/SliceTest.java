package dev.diorama.ui.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.ResourceId;
import dev.diorama.reachability.Disposition;
import dev.diorama.reachability.PortSet;
import dev.diorama.reachability.Reach;
import dev.diorama.ui.network.Slice.Everything;
import dev.diorama.ui.network.Slice.From;
import dev.diorama.ui.network.Slice.To;
import java.util.List;
import org.junit.jupiter.api.Test;

class SliceTest {
  private static final Reach WEB =
      new Reach(Disposition.REACHABLE, PortSet.of(443, 443), PortSet.of(1024, 65535));
  private static final Reach NO = Reach.NONE;

  /// The internet, Web, App and Data: each reaches the next one only.
  private static final Pairs PAIRS =
      new Pairs(
          List.of("internet", "Web", "App", "Data").stream().map(ResourceId::new).toList(),
          List.of(
              List.of(NO, WEB, NO, NO),
              List.of(NO, NO, WEB, NO),
              List.of(NO, NO, NO, WEB),
              List.of(NO, NO, NO, NO)));

  private static Slice slice(Slice.Question question, String filter) {
    return Slice.of(PAIRS, question, filter, i -> PAIRS.parties().get(i).value());
  }

  @Test
  void withoutFilterEveryPairIsShown() {
    var all = slice(new Everything(), " ");
    assertThat(all).isEqualTo(new Slice(List.of(0, 1, 2, 3), List.of(0, 1, 2, 3)));
    assertThat(PAIRS.open(all)).isEqualTo(3);
  }

  @Test
  void aFilterKeepsThePartiesOfThatNameAndTheirNeighbours() {
    assertThat(slice(new Everything(), "app")).isEqualTo(new Slice(List.of(1, 2), List.of(2, 3)));
  }

  @Test
  void whatAPartyReachesIsItsRowAndWhatReachesItItsColumn() {
    assertThat(slice(new From(1), "")).isEqualTo(new Slice(List.of(1), List.of(2)));
    assertThat(slice(new To(3), "")).isEqualTo(new Slice(List.of(2), List.of(3)));
    assertThat(slice(new From(3), "").isEmpty()).isTrue();
    assertThat(slice(new To(3), "web").isEmpty()).isTrue();
  }
}
