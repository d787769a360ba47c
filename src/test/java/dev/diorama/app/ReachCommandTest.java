package dev.diorama.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.cli.CommandLineInterface;
import dev.diorama.cli.ExitCode;
import dev.diorama.cli.Surroundings;
import dev.diorama.edit.Edit;
import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.workspace.DocumentFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `diorama reach` and `diorama diff`.
class ReachCommandTest {
  private static final String SAMPLE = Samples.named("private-database").toString();

  @TempDir Path folder;

  private record Ran(int code, String out, String err) {
    List<Fields> lines() {
      return out.lines()
          .map(l -> {
            try {
              return (Fields) Json.read(l);
            } catch (JsonException e) {
              throw new AssertionError(l, e);
            }
          })
          .toList();
    }
  }

  private static Ran run(Locale locale, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        CommandLineInterface.run(
            new Surroundings(
                Samples.STUDIO,
                new PrintWriter(out),
                new PrintWriter(err),
                locale,
                "0.1",
                file -> ExitCode.GOOD,
                new Pictures(Samples.STUDIO)),
            arguments);
    return new Ran(code, out.toString(), err.toString());
  }

  private static Ran run(String... arguments) {
    return run(Locale.ENGLISH, arguments);
  }

  @BeforeEach
  void aSnapshotWithTwoInterfacesInOneSubnet() throws IOException {
    var snapshot = Files.createDirectories(folder.resolve("one"));
    Files.writeString(
        snapshot.resolve("Vpcs.json"),
        "{\"Vpcs\":[{\"VpcId\":\"vpc-1\",\"CidrBlock\":\"10.0.0.0/16\"}]}");
    Files.writeString(
        snapshot.resolve("Subnets.json"),
        "{\"Subnets\":[{\"SubnetId\":\"subnet-1\",\"VpcId\":\"vpc-1\",\"CidrBlock\":\"10.0.0.0/24\"}]}");
    Files.writeString(
        snapshot.resolve("SecurityGroups.json"),
        """
        {"SecurityGroups":[{"GroupId":"sg-1","VpcId":"vpc-1","NobodyKnows":{"x":1},
          "IpPermissions":[{"IpProtocol":"tcp","FromPort":443,"ToPort":443,
            "UserIdGroupPairs":[{"GroupId":"sg-1"}]}],
          "IpPermissionsEgress":[{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]}]}
        """);
    Files.writeString(
        snapshot.resolve("NetworkInterfaces.json"),
        """
        {"NetworkInterfaces":[
          {"NetworkInterfaceId":"eni-a","SubnetId":"subnet-1","PrivateIpAddress":"10.0.0.10",
           "Groups":[{"GroupId":"sg-1"}]},
          {"NetworkInterfaceId":"eni-b","SubnetId":"subnet-1","PrivateIpAddress":"10.0.0.11",
           "Groups":[{"GroupId":"sg-1"},{"GroupId":"sg-gone"}]}]}
        """);
  }

  private Ran cases(String... lines) throws IOException {
    var file = Files.write(folder.resolve("cases"), List.of(lines));
    return run("reach", "--aws-describe", folder.toString(), "--cases", file.toString());
  }

  private static String line(String id, int port) {
    return "{\"id\":\"%s\",\"snapshot\":\"one\",\"from\":{\"eni\":\"eni-a\"},\"to\":{\"eni\":\"eni-b\"},\"protocol\":\"tcp\",\"sourcePort\":40000,\"destinationPort\":%d}"
        .formatted(id, port);
  }

  @Test
  void caseLinesAreAnsweredInOrder() throws IOException {
    var ran = cases(line("a", 443), "", line("b", 444));
    assertThat(ran.code()).isEqualTo(ExitCode.GOOD);
    assertThat(ran.lines()).extracting(l -> l.text("id").orElse("")).containsExactly("a", "b");
    var good = ran.lines().getFirst();
    assertThat(good.flag("forward")).isTrue();
    assertThat(good.flag("roundTrip")).isTrue();
    assertThat(good.text("disposition")).contains("REACHABLE");
    assertThat(good.texts("path")).containsExactly("eni-a", "sg-1", "eni-b");
    assertThat(good.list("blockers")).isEmpty();
    var bad = ran.lines().getLast();
    assertThat(bad.get("forward")).contains(Value.of(false));
    assertThat(((Fields) bad.list("blockers").getFirst()).text("code"))
        .contains("ENI_SG_RULES_MISMATCH");
    assertThat(ran.err()).contains("eni-b names sg-gone");
  }

  @Test
  void aBrokenLineIsAnErrorAndTheRestGoesOn() throws IOException {
    var ran =
        cases(
            "nonsense",
            "[1]",
            "{\"id\":7}",
            line("far", 443).replace("\"one\"", "\"../..\""),
            line("port", 443).replace("443", "99999"),
            line("who", 443).replace("eni-b", "eni-z"),
            line("good", 443));
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.lines()).hasSize(7);
    assertThat(ran.lines().subList(0, 6)).allMatch(l -> l.text("error").isPresent());
    assertThat(ran.lines().get(2).number("id")).contains(7L);
    assertThat(ran.lines().getLast().flag("roundTrip")).isTrue();
  }

  @Test
  void linesThatAreNoTextAreErrorsWithTheirNumberAndTheRestGoesOn() throws IOException {
    var file = folder.resolve("cases");
    try (var out = Files.newOutputStream(file)) {
      out.write(("\uFEFF" + line("first", 443) + "\r\n").getBytes(StandardCharsets.UTF_8));
      out.write(new byte[] {'{', (byte) 0xff, (byte) 0xfe, '}', '\n'});
      var megabyte = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 17; i++) {
        out.write(megabyte);
      }
      out.write(("\n" + line("last", 443)).getBytes(StandardCharsets.UTF_8));
    }
    var ran = run("reach", "--aws-describe", folder.toString(), "--cases", file.toString());
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.lines()).hasSize(4);
    assertThat(ran.lines().getFirst().flag("roundTrip")).isTrue();
    assertThat(ran.lines().get(1).text("error")).contains("The line is not UTF-8.");
    assertThat(ran.lines().get(2).number("line")).contains(3L);
    assertThat(ran.lines().getLast().flag("roundTrip")).isTrue();
  }

  @Test
  void aWrongValueIsShownAsItWasWritten() throws IOException {
    var ran = cases(line("port", 70000), line("protocol", 443).replace("tcp", "smoke"));
    assertThat(ran.lines())
        .extracting(l -> l.text("error").orElse(""))
        .containsExactly(
            "destinationPort must be a port from 0 to 65535, not \"70000\".",
            "smoke is no protocol; use tcp, udp, icmp or a number.");
  }

  @Test
  void withoutCasesAllPairsArePrinted() {
    var ran = run("reach", "--aws-describe", folder.resolve("one").toString());
    assertThat(ran.out()).contains("eni-a → eni-b: 443 (reachable)");
    assertThat(run("reach", "--aws-describe", folder.resolve("two").toString()).code())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aFileThatIsNoJsonIsAWarning() throws IOException {
    Files.writeString(folder.resolve("one").resolve("NetworkAcls.json"), "{\n  \"x\": ?");
    var ran = run("reach", "--aws-describe", folder.resolve("one").toString());
    assertThat(ran.code()).isEqualTo(ExitCode.GOOD);
    assertThat(ran.err()).contains("NetworkAcls.json", "line 2, column 8");
    var japanese =
        run(Locale.JAPANESE, "reach", "--aws-describe", folder.resolve("one").toString());
    assertThat(japanese.err()).contains("NetworkAcls.json は 2 行 8 列");
  }

  @Test
  void dnsAttributesThatTheSnapshotDoesNotSayAreSupposedAndThatIsSaid() throws IOException {
    Files.writeString(
        folder.resolve("one").resolve("VpcEndpoints.json"),
        "{\"VpcEndpoints\":[{\"VpcEndpointId\":\"vpce-1\",\"VpcId\":\"vpc-1\"}]}");
    assertThat(run("reach", "--aws-describe", folder.resolve("one").toString()).err())
        .contains("DNS hostnames are on in vpc-1");
  }

  @Test
  void aPathOfADrawingIsPrintedInBothLanguagesAndAsJson() {
    var text = run("reach", SAMPLE, "--from", "QuoteOrder", "--to", "Orders");
    assertThat(text.code()).isEqualTo(ExitCode.GOOD);
    assertThat(text.out()).contains("QuoteOrder → Orders:5432: reachable");
    var japanese = run(Locale.JAPANESE, "reach", SAMPLE, "--from", "QuoteOrder", "--to", "Orders");
    assertThat(japanese.out()).contains("到達可能");
    var shut =
        run("reach", SAMPLE, "--from", "QuoteOrder", "--to", "Orders:22", "--format", "json");
    assertThat(shut.code()).isEqualTo(ExitCode.FINDINGS);
    assertThat(shut.out()).contains("ENI_SG_RULES_MISMATCH").contains("UNREACHABLE");
    assertThat(run("reach", SAMPLE, "--from", "Nobody", "--to", "Orders").code())
        .isEqualTo(ExitCode.USAGE);
    assertThat(run("reach", SAMPLE).code()).isEqualTo(ExitCode.USAGE);
    assertThat(run("reach", SAMPLE, "--matrix").out()).contains("QuoteOrder → Orders: 5432");
  }

  @Test
  void aDifferenceNamesWhatIsNoLongerReachable() throws Exception {
    var document = Samples.read(Samples.named("private-database"));
    assertThat(run("diff", SAMPLE, SAMPLE).code()).isEqualTo(ExitCode.GOOD);
    for (var group : document.architecture().resources().values()) {
      if (group.type().toString().equals("AWS::EC2::SecurityGroup")) {
        document =
            new Edit.SetProperty(
                    group.id(), PropertyPath.parse("SecurityGroupIngress"), Optional.empty())
                .apply(document);
      }
    }
    var file = folder.resolve("shut.diorama");
    DocumentFiles.write(document, file);
    var ran = run("diff", SAMPLE, file.toString());
    assertThat(ran.code()).isEqualTo(ExitCode.FINDINGS);
    assertThat(ran.out()).contains("QuoteOrder → Orders: no longer reachable (was 5432)");
  }
}
