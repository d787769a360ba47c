package dev.diorama.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.runtime.RuntimeContext.Because;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceHeaderTest {

  @Test
  void aReasonIsReadBackAsItWasWritten() {
    for (var because :
        new Because[] {
          new Because(new InvocationId(1), OptionalLong.of(2)),
          new Because(InvocationId.RUN, OptionalLong.empty()),
          new Because(new InvocationId(Long.MAX_VALUE), OptionalLong.of(Long.MAX_VALUE))
        }) {
      assertThat(TraceHeader.read(TraceHeader.of(because))).contains(because);
      // The SDKs pass on what Lambda adds to the header.
      assertThat(TraceHeader.read(TraceHeader.of(because) + ";Lineage=1:a:0")).contains(because);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
        "Root=1-00000000-ffffffffffffffffffffffff;Parent=0000000000000001",
        "Root=1-00000000-000000000000000000000001;Parent=ffffffffffffffff"
      })
  void somebodyElsesHeaderIsNotOurs(String value) {
    assertThat(TraceHeader.read(value)).isEmpty();
  }
}
