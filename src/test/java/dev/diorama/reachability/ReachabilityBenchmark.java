package dev.diorama.reachability;

import dev.diorama.model.Architecture;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// All pairs of a generated drawing: 1,000 interfaces in 200 subnets, and 5,000 within 1 GB. No
/// part of the gate; run its `main`. One edit is measured by [NetworkEditBenchmark].
@State(Scope.Thread)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 4, time = 2)
public class ReachabilityBenchmark {
  /// The number of interfaces; a fifth as many subnets.
  @Param({"1000", "5000"})
  int interfaces;

  private Architecture drawing = Architecture.EMPTY;

  /// A VPC with subnets in rows of four tables and ACLs, and interfaces with one or two of 50
  /// groups.
  static Drawing generated(int interfaces) {
    var random = new Random(1);
    var d = new Drawing().vpc("Vpc", "10.0.0.0/16").internetGateway("Igw", "Vpc");
    int subnets = interfaces / 5;
    for (int i = 0; i < 8; i++) {
      d.table("Table" + i, "Vpc", i < 2 ? Drawing.route("0.0.0.0/0", "GatewayId", "@Igw") : "");
      d.acl(
          "Acl" + i,
          "Vpc",
          String.join(
              ",",
              Drawing.entry(90, false, "deny", 6, "10.0." + i + ".0/24", 1000 * i, 1000 * i + 99),
              Drawing.entry(100, false, "allow", -1, "0.0.0.0/0", 0, 65535),
              Drawing.entry(100, true, "allow", -1, "0.0.0.0/0", 0, 65535)));
    }
    for (int i = 0; i < 50; i++) {
      var rules = new ArrayList<String>();
      for (int r = 0; r < 6; r++) {
        int port = 20 + random.nextInt(9000);
        rules.add(
            Drawing.in(
                "tcp",
                port,
                port + random.nextInt(50),
                r < 2 ? "@Group" + random.nextInt(50) : "10.0." + random.nextInt(256) + ".0/24"));
      }
      d.group("Group" + i, "Vpc", "'SecurityGroupIngress':[" + String.join(",", rules) + "]");
    }
    for (int i = 0; i < subnets; i++) {
      d.subnet(
          "Subnet" + i,
          "Vpc",
          "10.0." + (i / 4 % 256) + "." + i % 4 * 64 + "/" + (subnets > 1000 ? 28 : 26),
          "'RouteTableId':@Table" + i % 8 + (i % 3 == 0 ? ",'NetworkAclId':@Acl" + i % 8 : ""));
    }
    for (int i = 0; i < interfaces; i++) {
      d.server(
          "Server" + i,
          "'Subnets':[@Subnet"
              + i % subnets
              + "],'Groups':[@Group"
              + random.nextInt(50)
              + ",@Group"
              + random.nextInt(50)
              + "],'PrivateIpAddress':'10.0."
              + (i % subnets / 4 % 256)
              + "."
              + (i % subnets % 4 * 64 + 4 + i / subnets)
              + "'");
    }
    return d;
  }

  /// Makes the drawing.
  @Setup
  public void generate() {
    drawing = generated(interfaces).architecture();
  }

  /// Reads the drawing and answers all pairs.
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  public long allPairs() {
    return new ReachabilityEngine(drawing, Drawing.CATALOG).matrix().openPairs();
  }

  /// Runs the benchmarks.
  public static void main(String[] arguments) throws RunnerException {
    new Runner(
            new OptionsBuilder()
                .include(ReachabilityBenchmark.class.getSimpleName())
                .include(NetworkEditBenchmark.class.getSimpleName())
                .jvmArgsAppend("-Xmx1g")
                .build())
        .run();
  }
}
