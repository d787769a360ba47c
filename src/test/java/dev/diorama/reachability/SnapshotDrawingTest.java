package dev.diorama.reachability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.aws.ec2.Ec2Service;
import dev.diorama.catalog.Catalog;
import dev.diorama.model.ResourceId;
import dev.diorama.reachability.Flow.Destination;
import dev.diorama.reachability.Flow.FromInternet;
import dev.diorama.reachability.Flow.FromResource;
import dev.diorama.reachability.Flow.Protocol;
import dev.diorama.reachability.Flow.Source;
import dev.diorama.reachability.Flow.ToInternet;
import dev.diorama.reachability.Flow.ToResource;
import dev.diorama.reachability.Flow.ToService;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Snapshots in the shape of `aws ec2 describe-…`, opened as drawings, reach what they reached.
class SnapshotDrawingTest {
  private static final Catalog CATALOG = new Catalog(new Ec2Service().resourceTypes(), List.of());

  private static ReachabilityEngine drawn(String snapshot) {
    return new ReachabilityEngine(AccountNetwork.draw(SnapshotCasesTest.files(snapshot)), CATALOG);
  }

  /// What is known of both is the same; where both ends have IPv6 too, a drawing may reach more.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "two-tier",
        "acls",
        "peering",
        "peering-unlisted",
        "ipv6",
        "nats",
        "endpoints",
        "edges"
      })
  void theDrawingOfASnapshotReachesWhatItReached(String snapshot) {
    var account = SnapshotCasesTest.network(snapshot).matrix();
    var drawing = drawn(snapshot).matrix();
    assertThat(drawing.parties()).isNotEmpty();
    int works = 0;
    for (var from : drawing.parties()) {
      for (var to : drawing.parties()) {
        var expected = account.reach(from, to);
        var actual = drawing.reach(from, to);
        if (expected.disposition() == Disposition.UNKNOWN
            || actual.disposition() == Disposition.UNKNOWN) {
          continue;
        }
        works += expected.works() ? 1 : 0;
        if (expected.works() || !snapshot.equals("ipv6")) {
          assertThat(actual.works()).as("%s → %s", from, to).isEqualTo(expected.works());
        }
      }
      var inward = account.reach(Matrix.INTERNET, from);
      if (inward.disposition() != Disposition.UNKNOWN
          && inward.disposition() != Disposition.AMBIGUOUS) {
        assertThat(drawing.reach(Matrix.INTERNET, from).works())
            .as("internet → %s", from)
            .isEqualTo(inward.works());
      }
    }
    assertThat(works).isPositive();
  }

  private static Trace trace(ReachabilityEngine engine, Source from, Destination to) {
    return engine.trace(new Flow(from, to, Protocol.TCP, 443));
  }

  private static List<String> codes(Trace trace) {
    return trace.paths().getFirst().blockers().stream().map(Blocker::code).toList();
  }

  /// `docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html#subnet-sizing-ipv6`.
  @Test
  void aSubnetForIpv6OnlyHasNoIpv4Way() {
    var engine = drawn("ipv6");
    var here = new FromResource(new ResourceId("eni-native"));
    var there = new ToResource(new ResourceId("eni-native"));
    assertThat(trace(engine, here, new ToInternet("2606:4700::1111")).disposition())
        .isEqualTo(Disposition.REACHABLE);
    assertThat(trace(engine, here, new ToResource(new ResourceId("eni-pub"))).disposition())
        .isEqualTo(Disposition.REACHABLE);
    assertThat(trace(engine, new FromInternet(), there).disposition())
        .isEqualTo(Disposition.REACHABLE);
    assertThat(codes(trace(engine, here, new ToInternet("8.8.8.8"))))
        .containsExactly("DIORAMA_NO_COMMON_ADDRESS");
    assertThat(codes(trace(engine, here, new ToService("s3"))))
        .containsExactly("DIORAMA_NO_COMMON_ADDRESS");
    assertThat(trace(engine, here, new ToInternet("example.com")).disposition())
        .isEqualTo(Disposition.UNKNOWN);
    assertThat(trace(engine, new FromResource(new ResourceId("eni-closed")), there).disposition())
        .isEqualTo(Disposition.REACHABLE);
  }
}
