package dev.diorama.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.access.Access;
import dev.diorama.access.LeastPrivilege;
import dev.diorama.access.SeenCalls;
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
import dev.diorama.rule.RuleContext;
import dev.diorama.runtime.EventJson;
import dev.diorama.runtime.RunOptions;
import dev.diorama.workspace.DocumentFiles;
import dev.diorama.workspace.RunCalls;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
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
        var minimal = engine.minimal(access, drawing, role);
        assertThat(minimal.proved()).as(role.logicalId()).isTrue();
        assertThat(engine.excess(access, drawing, role).isProvedMinimal())
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
    var function = drawing.byLogicalId("IndexPhoto").orElseThrow().id();
    var seen =
        new SeenCalls.Builder()
            .add(function, "s3:DeleteObject", "arn:aws:s3:::photos/old.jpg")
            .build();
    assertThat(engine.see(seen)).isTrue();
    assertThat(engine.see(seen)).isFalse();
    var minimal = engine.minimal(access, drawing, role);
    assertThat(minimal.proved()).isTrue();
    assertThat(Json.write(minimal.document())).contains("ObservedS3", "old.jpg");
  }

  @Test
  void whatARunCallsIsNeededAndToldApartFromWhatIsDrawn() throws Exception {
    var file =
        Files.writeString(
            folder.resolve("tidy.diorama"), Files.readString(Samples.named("photo-catalog")));
    var document = Samples.read(file);
    var role = document.architecture().byLogicalId("IndexPhotoRole").orElseThrow();
    var bucket = document.architecture().byLogicalId("Photos").orElseThrow();
    var own = "arn:aws:s3:::" + bucket.properties().text("BucketName").orElse("photos");
    var wider =
        Json.read(
            "{\"PolicyName\":\"Tidy\",\"PolicyDocument\":{\"Version\":\"2012-10-17\","
                + "\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:DeleteObject\","
                + "\"Resource\":\""
                + own
                + "/old.jpg\"}]}}");
    var policies = new ArrayList<>(role.properties().list("Policies"));
    policies.add(wider);
    var drawing =
        document
            .architecture()
            .with(
                new Resource(
                    role.id(),
                    role.type(),
                    role.logicalId(),
                    role.container(),
                    role.properties().with("Policies", new Items(policies))));
    DocumentFiles.write(document.with(drawing), file);
    var catalog = Samples.STUDIO.catalog();
    var engine = new LeastPrivilege(catalog);
    var now = drawing.resource(role.id()).orElseThrow();
    assertThat(engine.excess(new Access(drawing, catalog), drawing, now).grants())
        .singleElement()
        .satisfies(g -> assertThat(g.actions()).containsExactly("s3:DeleteObject"));
    assertThat(rules(drawing, engine)).contains("PermissionNeverUsed");

    var trace = folder.resolve("trace.jsonl");
    try (var system =
        Samples.STUDIO.runVirtually(
            drawing, new RunOptions(7, OptionalInt.empty(), Optional.empty()))) {
      var function = drawing.byLogicalId("IndexPhoto").orElseThrow().id();
      // One is let through, one is refused; the drawn need says nothing about either.
      for (var key : List.of("old.jpg", "other.jpg")) {
        var _ =
            system.submit(function, "s3:DeleteObject", bucket.id(), Fields.EMPTY.with("Key", key));
      }
      system.advance(Duration.ofSeconds(1));
      Files.writeString(trace, EventJson.lines(system.log().from(0)));
      var seen = RunCalls.of(system.log().from(0));
      assertThat(RunCalls.read(trace)).isEqualTo(seen);
      engine.see(seen);
    }
    var excess = engine.excess(new Access(drawing, catalog), drawing, now);
    assertThat(excess.isProvedMinimal()).isTrue();
    assertThat(excess.seen()).containsExactly(new Needed("s3:DeleteObject", own + "/old.jpg"));
    assertThat(rules(drawing, engine)).doesNotContain("PermissionNeverUsed");

    var before = run("policy", "excess", file.toString(), "--role", "IndexPhotoRole");
    assertThat(before.code).isEqualTo(ExitCode.FINDINGS);
    var after =
        run(
            "policy",
            "excess",
            file.toString(),
            "--role",
            "IndexPhotoRole",
            "--seen",
            trace.toString());
    assertThat(after.err).isEmpty();
    assertThat(after.code).isEqualTo(ExitCode.GOOD);
    assertThat(after.out).contains("seen in a run, not drawn: s3:DeleteObject on " + own);
    Files.writeString(trace, "{}\n");
    var broken =
        run(
            "policy",
            "minimal",
            file.toString(),
            "--role",
            "IndexPhotoRole",
            "--seen",
            trace.toString());
    assertThat(broken.code).isEqualTo(ExitCode.USAGE);
    assertThat(broken.err).contains("Line 1", "trace.jsonl");
  }

  private static List<String> rules(Architecture drawing, LeastPrivilege engine) {
    var context =
        new RuleContext(
            drawing,
            Samples.STUDIO.catalog(),
            new Access(drawing, Samples.STUDIO.catalog()),
            engine);
    return Samples.STUDIO.rules().stream()
        .flatMap(r -> r.check(context))
        .map(f -> f.rule().value())
        .toList();
  }

  @Test
  void manyResourcesOfOneActionAreKeptByWhatTheyBeginWith() {
    var calls = new SeenCalls.Builder();
    var caller = new ResourceId("f");
    for (int i = 0; i < 50; i++) {
      calls.add(caller, "s3:GetObject", "arn:aws:s3:::photos/2026/" + i + ".jpg");
    }
    assertThat(calls.build().toString())
        .isEqualTo("{f={s3:GetObject=[arn:aws:s3:::photos/2026/*]}}");
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
    assertThat(run("policy", "excess", file, "--role", "").code).isEqualTo(ExitCode.USAGE);
    // A role is also found by its id in the file.
    assertThat(run("policy", "excess", file, "--role", "take-reading-role").out)
        .isEqualTo(wide.out);
  }

  @Test
  void whatIsNotKnownIsNotProved() throws Exception {
    var managed = "\"ManagedPolicyArns\":[\"arn:aws:iam::123456789012:policy/Mine\"]";
    var boundary = "\"PermissionsBoundary\":\"arn:aws:iam::123456789012:policy/Limit\"";
    var attached = withRoleProperty(managed, "ec2:DescribeSubnets");
    assertThat(attached.code).isEqualTo(ExitCode.FINDINGS);
    assertThat(attached.out).contains("undecided").doesNotContain("is proved");
    // Whatever the boundary says, a minimal role stays one.
    var bounded = withRoleProperty(boundary, "ec2:DescribeSubnets");
    assertThat(bounded.code).isEqualTo(ExitCode.GOOD);
    var wideAndBounded = withRoleProperty(boundary, "ec2:DeleteNetworkInterface");
    assertThat(wideAndBounded.code).isEqualTo(ExitCode.FINDINGS);
    assertThat(wideAndBounded.out).contains("undecided").doesNotContain("for example");
    var administrator =
        withRoleProperty(
            "\"ManagedPolicyArns\":[\"arn:aws:iam::aws:policy/AdministratorAccess\"]",
            "ec2:DescribeSubnets");
    assertThat(administrator.out).contains("AdministratorAccess", "for example");
  }

  private Ran withRoleProperty(String property, String action) throws Exception {
    var drawing = Files.readString(Samples.named("private-endpoints"));
    int role = drawing.indexOf("\"logicalId\": \"TakeReadingRole\"");
    int properties = drawing.indexOf("{", role) + 1;
    var changed =
        drawing.substring(0, properties)
            + property
            + ","
            + drawing.substring(properties).replace("ec2:DescribeSubnets", action);
    var file = Files.writeString(folder.resolve("changed.diorama"), changed);
    return run("policy", "excess", file.toString(), "--role", "TakeReadingRole");
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
                new Access(drawing, catalog), drawing, drawing.byLogicalId("Wide").orElseThrow())
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

  /// Re-checks a drawing of 200 roles after an edit of one; prints how long that takes: as
  /// measured, and the thread's own time, which other work on the machine does not change. No part
  /// of the gate: times depend on the machine.
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
