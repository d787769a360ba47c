package dev.diorama.reachability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.aws.ec2.Ec2Service;
import dev.diorama.catalog.Catalog;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.workspace.AccountFolder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// An account's snapshot opened as a drawing.
class AccountDrawingTest {
  private static final long SEED = Long.getLong("diorama.seed", 31L);
  private static final Catalog CATALOG = new Catalog(new Ec2Service().resourceTypes(), List.of());

  @Test
  void theDrawingReachesWhatTheAccountReaches() {
    System.out.println("AccountDrawingTest seed " + SEED);
    int open = 0;
    for (int w = 0; w < 3; w++) {
      var world = new AccountWorld(SEED + w);
      // Between interfaces that have both, an account's matrix is that of IPv4 and a drawing's that
      // of either.
      var files = withoutV6(world.files());
      var account = AccountNetwork.read(files).matrix();
      var drawing = AccountNetwork.draw(files);
      var drawn = new ReachabilityEngine(drawing, CATALOG).matrix();
      assertThat(drawn.parties()).containsExactlyElementsOf(account.parties());
      for (var from : account.parties()) {
        for (var to : account.parties()) {
          var expected = account.reach(from, to);
          var actual = drawn.reach(from, to);
          if (expected.disposition() == Disposition.UNKNOWN
              || actual.disposition() == Disposition.UNKNOWN) {
            // Through a NAT gateway whose address the drawing does not know.
            continue;
          }
          open += expected.works() ? 1 : 0;
          assertThat(actual).as("seed %d: %s → %s", SEED + w, from, to).isEqualTo(expected);
        }
      }
    }
    assertThat(open).isGreaterThan(300);
  }

  private static Map<String, Value> withoutV6(Map<String, Value> files) {
    var result = new LinkedHashMap<>(files);
    result.put("NetworkInterfaces", withoutV6(files.get("NetworkInterfaces")));
    return result;
  }

  private static Value withoutV6(Value value) {
    return switch (value) {
      case Items i -> new Items(i.values().stream().map(AccountDrawingTest::withoutV6).toList());
      case Fields f -> {
        var kept = Fields.EMPTY;
        for (var e : f.values().entrySet()) {
          kept =
              e.getKey().equals("Ipv6Addresses")
                  ? kept
                  : kept.with(e.getKey(), withoutV6(e.getValue()));
        }
        yield kept;
      }
      default -> value;
    };
  }

  @Test
  void whatTheAccountReachesTheDrawingReachesOverEitherFamily() {
    var world = new AccountWorld(SEED);
    var account = AccountNetwork.read(world.files()).matrix();
    var drawing = AccountNetwork.draw(world.files());
    var drawn = new ReachabilityEngine(drawing, CATALOG).matrix();
    int more = 0;
    for (var from : account.parties()) {
      for (var to : account.parties()) {
        if (account.reach(from, to).works()) {
          assertThat(drawn.reach(from, to).works()).as("%s → %s", from, to).isTrue();
        } else if (drawn.reach(from, to).works()) {
          more++;
        }
      }
      var internet = account.reach(Matrix.INTERNET, from);
      assertThat(drawn.reach(Matrix.INTERNET, from).works()).isEqualTo(internet.works());
    }
    assertThat(more).isPositive();
    assertThat(drawing.resources().values())
        .anyMatch(r -> !r.properties().list("Ipv6Addresses").isEmpty());
  }

  @Test
  void everythingIsPlacedInsideItsContainerAndNothingOverlaps() {
    var document = new AccountFolder(new AccountWorld(SEED).files(), List.of()).document();
    var drawing = document.architecture();
    var layout = document.layout();
    assertThat(layout.bounds().keySet()).containsAll(drawing.resources().keySet());
    var resources = List.copyOf(drawing.resources().values());
    for (var a : resources) {
      var bounds = layout.of(a.id()).orElseThrow();
      a.container()
          .ifPresent(c ->
              assertThat(layout.of(c).orElseThrow().contains(bounds)).as(a.logicalId()).isTrue());
      for (var b : resources) {
        if (!a.equals(b) && a.container().equals(b.container())) {
          assertThat(bounds.intersects(layout.of(b.id()).orElseThrow()))
              .as(a.logicalId() + " and " + b.logicalId())
              .isFalse();
        }
      }
    }
  }

  @Test
  void namesComeFromTagsAndNothingIsDrawnTwice() {
    var files =
        Map.<String, Value>of(
            "Vpcs",
            AccountWorld.items(
                List.of(
                    AccountWorld.f(
                            "VpcId", "vpc-1", "CidrBlock", "10.0.0.0/16", "OwnerId", "210987654321")
                        .with(
                            "Tags",
                            AccountWorld.items(
                                List.of(AccountWorld.f("Key", "Name", "Value", "my shop")))),
                    AccountWorld.f("VpcId", "vpc-1", "CidrBlock", "10.0.0.0/16"))),
            "Subnets",
            AccountWorld.items(
                List.of(
                    AccountWorld.f(
                        "SubnetId",
                        "subnet-1",
                        "VpcId",
                        "vpc-1",
                        "CidrBlock",
                        "10.0.0.0/24",
                        "AvailabilityZone",
                        "eu-west-1b"))));
    var drawing = AccountNetwork.draw(files);
    assertThat(drawing.environment().region()).isEqualTo("eu-west-1");
    assertThat(drawing.environment().accountId()).isEqualTo("210987654321");
    assertThat(drawing.byLogicalId("MyShop").map(r -> r.id())).contains(new ResourceId("vpc-1"));
    assertThat(drawing.resources()).hasSize(3);
    assertThat(drawing.byLogicalId("Subnet1").flatMap(r -> r.container()))
        .contains(new ResourceId("vpc-1/eu-west-1b"));
  }
}
