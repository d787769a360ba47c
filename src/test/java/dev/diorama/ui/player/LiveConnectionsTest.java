package dev.diorama.ui.player;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.catalog.Console;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.InvocationId;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.runtime.RuntimeEvent.CallStarted;
import dev.diorama.runtime.RuntimeEvent.CallSucceeded;
import dev.diorama.runtime.RuntimeEvent.Header;
import dev.diorama.runtime.RuntimeEvent.ResourceChanged;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What the events of open connections and caches show on the canvas.
class LiveConnectionsTest {
  private static final ResourceId ANNA = new ResourceId("anna");
  private static final ResourceId CHAT = new ResourceId("chat");
  private static final ConnectionId ARROW = new ConnectionId("anna-chat");
  private final LiveCounts counts =
      new LiveCounts(id ->
          id.equals(CHAT)
              ? Optional.of(new Console.Messages("x:Connect", "x:Send", "x:Close", "x:Deliver"))
              : id.value().equals("api")
                  ? Optional.of(new Console.Requests("x:Request"))
                  : Optional.empty());
  private long sequence;

  private Header header(OptionalLong cause) {
    return new Header(++sequence, Instant.EPOCH, new InvocationId(1), cause);
  }

  private long call(String target, String operation, Fields input) {
    var header = header(OptionalLong.empty());
    counts.show(
        new CallStarted(
            header,
            ANNA,
            Optional.of(new ResourceId(target)),
            Optional.of(ARROW),
            operation,
            input));
    return header.sequence();
  }

  private void answer(long call, Fields output) {
    counts.show(new CallSucceeded(header(OptionalLong.of(call)), call, output, List.of()));
  }

  private void open(long because, long count) {
    RuntimeEvent changed =
        new ResourceChanged(
            header(OptionalLong.of(because)),
            CHAT,
            new LinkedHashMap<>(Map.of("connections", count)));
    counts.show(changed);
  }

  private long connect(String id, long count) {
    long call = call("chat", "x:Connect", Fields.EMPTY);
    open(call, count);
    answer(call, Fields.EMPTY.with("ConnectionId", id));
    return call;
  }

  @Test
  void whatWasOpenedIsHeldUntilItIsClosed() {
    connect("a", 1);
    connect("b", 2);
    assertThat(counts.state().open()).containsExactly(Map.entry(ARROW, 2));
    long close = call("chat", "x:Close", Fields.EMPTY.with("ConnectionId", "b"));
    open(close, 1);
    answer(close, Fields.EMPTY);
    assertThat(counts.state().open()).containsExactly(Map.entry(ARROW, 1));
  }

  @Test
  void aConnectionThatEndsByItselfIsGoneToo() {
    long first = connect("a", 1);
    connect("b", 2);
    open(first, 1);
    assertThat(counts.state().open()).containsExactly(Map.entry(ARROW, 1));
    open(999, 0);
    assertThat(counts.state().open()).isEmpty();
  }

  @Test
  void aHandshakeThatIsRefusedOpensNothing() {
    long call = call("chat", "x:Connect", Fields.EMPTY);
    answer(call, Fields.EMPTY.with("StatusCode", 403L));
    assertThat(counts.state().open()).isEmpty();
  }

  @Test
  void aKeptAnswerRunsOutWithItsTime() {
    long call = call("api", "x:Request", Fields.EMPTY);
    answer(
        call,
        Fields.EMPTY.with("CacheEntry", Fields.EMPTY.with("Key", "GET /").with("Seconds", 10L)));
    var kept = counts.state().kept().getOrDefault(new ResourceId("api"), List.of());
    assertThat(kept).hasSize(1);
    assertThat(kept.getFirst().left(Instant.EPOCH)).isEqualTo(1);
    assertThat(kept.getFirst().left(Instant.ofEpochSecond(5))).isEqualTo(0.5);
    assertThat(kept.getFirst().left(Instant.ofEpochSecond(11))).isZero();
  }
}
