package dev.diorama.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.access.Access;
import dev.diorama.access.LeastPrivilege;
import dev.diorama.catalog.Capability;
import dev.diorama.cli.CommandLineInterface;
import dev.diorama.cli.ExitCode;
import dev.diorama.cli.Surroundings;
import dev.diorama.json.Json;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.policy.difference.Needed;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Least privilege on whole drawings, with all services.
class LeastPrivilegeTest {
  @TempDir Path folder;

  static List<Path> samples() {
    return Samples.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyRoleOfASampleIsProvedMinimal(Path sample) {
    var drawing = Samples.read(sample).architecture();
    var access = new Access(drawing, Samples.STUDIO.catalog());
    var engine = new LeastPrivilege(Samples.STUDIO.catalog());
    for (var role : drawing.resources().values()) {
      if (Samples.STUDIO.catalog().has(role, Capability.ROLE)) {
        var minimal = engine.minimal(access, drawing, role, Set.of());
        assertThat(minimal.proved()).as(role.logicalId()).isTrue();
        assertThat(engine.excess(access, drawing, role, Set.of()).isProvedMinimal())
            .as(role.logicalId())
            .isTrue();
      }
    }
  }

  @Test
  void aCallThatARunWasSeenToMakeIsNeeded() {
    var drawing = Samples.read(Samples.named("photo-catalog")).architecture();
    var access = new Access(drawing, Samples.STUDIO.catalog());
    var engine = new LeastPrivilege(Samples.STUDIO.catalog());
    var role = drawing.byLogicalId("IndexPhotoRole").orElseThrow();
    var seen = new Needed("s3:DeleteObject", "arn:aws:s3:::photos/old.jpg");
    var minimal = engine.minimal(access, drawing, role, Set.of(seen));
    assertThat(minimal.proved()).isTrue();
    assertThat(Json.write(minimal.document())).contains("ObservedS3", "old.jpg");
  }

  @Test
  void excessProvesOrShows() throws Exception {
    var good =
        run(
            "policy",
            "excess",
            Samples.named("photo-catalog").toString(),
            "--role",
            "IndexPhotoRole");
    assertThat(good.code).isEqualTo(ExitCode.GOOD);
    assertThat(good.out).contains("proved minimal");
    var file =
        Files.writeString(
                folder.resolve("wide.diorama"),
                Files.readString(Samples.named("private-endpoints"))
                    .replace("ec2:DescribeSubnets", "ec2:DeleteNetworkInterface"))
            .toString();
    var wide = run("policy", "excess", file, "--role", "TakeReadingRole");
    assertThat(wide.code).isEqualTo(ExitCode.FINDINGS);
    assertThat(wide.out).contains("ec2:DeleteNetworkInterface", "for example");
    var json = run("policy", "excess", file, "--role", "TakeReadingRole", "--format", "json");
    assertThat(json.out).contains("\"provedMinimal\": false", "\"witness\"");
    var wrong = run("policy", "excess", file, "--role", "Nobody");
    assertThat(wrong.code).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err).contains("TakeReadingRole");
  }

  @Test
  void diffShowsBothDirections() throws Exception {
    var older = write("old.json", "dynamodb:GetItem", "*");
    var newer = write("new.json", "dynamodb:PutItem", "*");
    var ran = run("policy", "diff", older, newer);
    assertThat(ran.code).isEqualTo(ExitCode.FINDINGS);
    assertThat(ran.out).containsSubsequence("Newly allowed", "PutItem", "No longer", "GetItem");
    assertThat(run("policy", "diff", older, older).code).isEqualTo(ExitCode.GOOD);
    var bucket =
        Files.writeString(
            folder.resolve("bucket.json"),
            "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\","
                + "\"Resource\":\"arn:aws:s3:::b/*\"}}");
    var refused = run("policy", "diff", older, bucket.toString());
    assertThat(refused.code).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err).contains("bucket.json", "resource-based policy");
    Files.writeString(folder.resolve("broken.json"), "{");
    assertThat(run("policy", "diff", older, folder.resolve("broken.json").toString()).code)
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void minimalWritesAPolicyThatDiffFindsNotWider() throws Exception {
    var file = Samples.named("photo-catalog").toString();
    var first = run("policy", "minimal", file, "--role", "ListPhotosRole");
    assertThat(first.code).isEqualTo(ExitCode.GOOD);
    var written = Files.writeString(folder.resolve("minimal.json"), first.out).toString();
    assertThat(run("policy", "diff", written, written).out).contains("proved");
  }

  @Test
  void everyStatementThatAllowsExcessIsShownWithItsOwnExample() throws Exception {
    // Both allow the same action; the first one's example is no example for the second one.
    var drawing =
        Architecture.EMPTY.with(
            resource(
                "AWS::IAM::Role",
                "Wide",
                (Fields)
                    Json.read(
                        """
                        {"Policies": [{"PolicyName": "Own", "PolicyDocument": {
                          "Version": "2012-10-17", "Statement": [
                            {"Sid": "A", "Effect": "Allow", "Action": "s3:GetObject",
                             "Resource": "arn:aws:s3:::first/*"},
                            {"Sid": "B", "Effect": "Allow", "Action": "s3:GetObject",
                             "Resource": "arn:aws:s3:::second/*"},
                            {"Sid": "C", "Effect": "Allow", "Action": "s3:GetObject",
                             "Resource": "arn:aws:s3:::third/*"},
                            {"Effect": "Deny", "Action": "s3:*",
                             "Resource": "arn:aws:s3:::third/*"}]}}]}
                        """)));
    var catalog = Samples.STUDIO.catalog();
    var grants =
        new LeastPrivilege(catalog)
            .excess(
                new Access(drawing, catalog),
                drawing,
                drawing.byLogicalId("Wide").orElseThrow(),
                Set.of())
            .grants();
    assertThat(grants).extracting(g -> g.sid().orElse("")).containsExactly("A", "B");
    assertThat(grants.getLast().witness().resource()).startsWith("arn:aws:s3:::second/");
  }

  private String write(String name, String action, String resource) throws Exception {
    return Files.writeString(
            folder.resolve(name),
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\""
                + action
                + "\",\"Resource\":\""
                + resource
                + "\"}}")
        .toString();
  }

  private record Ran(int code, String out, String err) {}

  private static Ran run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        CommandLineInterface.run(
            new Surroundings(
                Samples.STUDIO,
                new PrintWriter(out),
                new PrintWriter(err),
                Locale.ENGLISH,
                "0.1",
                file -> ExitCode.GOOD,
                new Pictures(Samples.STUDIO)),
            arguments);
    return new Ran(code, out.toString(), err.toString());
  }

  /// Re-checks a drawing of 200 roles after an edit of one; prints how long that takes: as measured,
  /// and the thread's own time, which other work on the machine does not change. No part of the
  /// gate: times depend on the machine.
  static void main() {
    var catalog = Samples.STUDIO.catalog();
    var drawing = Architecture.EMPTY;
    for (int i = 0; i < 200; i++) {
      drawing =
          drawing
              .with(resource("AWS::DynamoDB::Table", "Table" + i, Fields.EMPTY))
              .with(role(i, "dynamodb:GetItem"))
              .with(
                  resource(
                      "AWS::Lambda::Function",
                      "Function" + i,
                      Fields.EMPTY.with("Role", References.to("Role" + i))))
              .with(
                  new Connection(
                      new ConnectionId("c" + i),
                      new ConnectionTypeName("dynamodb:Read"),
                      new ResourceId("function" + i),
                      new ResourceId("table" + i),
                      Fields.EMPTY));
    }
    var engine = new LeastPrivilege(catalog);
    engine.all(new Access(drawing, catalog), drawing);
    var threads = ManagementFactory.getThreadMXBean();
    var micros = new long[2000];
    var own = new long[2000];
    for (int i = 0; i < micros.length; i++) {
      drawing = drawing.with(role(i % 200, i % 2 == 0 ? "dynamodb:*" : "dynamodb:GetItem"));
      long start = System.nanoTime();
      long ownStart = threads.getCurrentThreadCpuTime();
      engine.all(new Access(drawing, catalog), drawing);
      own[i] = (threads.getCurrentThreadCpuTime() - ownStart) / 1000;
      micros[i] = (System.nanoTime() - start) / 1000;
    }
    print("measured", micros);
    print("thread's own time", own);
  }

  private static void print(String what, long[] micros) {
    var last = Arrays.copyOfRange(micros, 1000, 2000);
    Arrays.sort(last);
    System.out.printf(
        "re-check of 200 roles after one edit, %s: median %.2f ms, p99 %.2f ms%n",
        what, last[500] / 1000.0, last[990] / 1000.0);
  }

  private static Resource role(int number, String action) {
    var statement =
        Fields.EMPTY
            .with("Effect", "Allow")
            .with("Action", action)
            .with("Resource", "${Table" + number + ".Arn}");
    var policy =
        Fields.EMPTY
            .with("PolicyName", "Own")
            .with(
                "PolicyDocument",
                Fields.EMPTY
                    .with("Version", "2012-10-17")
                    .with("Statement", new Items(List.<Value>of(statement))));
    return resource(
        "AWS::IAM::Role",
        "Role" + number,
        Fields.EMPTY.with("Policies", new Items(List.<Value>of(policy))));
  }

  private static Resource resource(String type, String name, Fields properties) {
    return new Resource(
        new ResourceId(name.toLowerCase(Locale.ROOT)),
        new ResourceTypeName(type),
        name,
        Optional.empty(),
        properties);
  }
}
