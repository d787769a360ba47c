package dev.diorama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.workspace.Studio;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PolicyEvaluateCommandTest {
  private static final String ALLOWED =
      """
      {"id": "a", "request": {"principal": "arn:aws:iam::111122223333:user/Bob",\
       "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k"},\
       "identityPolicies": [{"Version": "2012-10-17", "Statement":\
       {"Sid": "Read", "Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}}]}\
      """;
  private static final String DENIED =
      ALLOWED.replace("\"a\"", "2").replace("\"Allow\"", "\"Deny\"");

  @TempDir Path folder;

  private record Ran(int code, List<Fields> verdicts) {
    String verdict(int index) {
      return verdicts.get(index).text("verdict").orElseThrow();
    }

    String error(int index) {
      return verdicts.get(index).text("error").orElseThrow();
    }
  }

  private static Ran run(byte[] input, String... arguments) throws JsonException {
    var out = new StringWriter();
    var surroundings =
        new Surroundings(
            new Studio(List.of()),
            new PrintWriter(out),
            new PrintWriter(new StringWriter()),
            Locale.ENGLISH,
            "",
            file -> ExitCode.USAGE,
            (document, texts, format, dark) -> new byte[0]);
    int code =
        new CommandLine(
                new PolicyEvaluateCommand(
                    surroundings,
                    new ByteArrayInputStream(input),
                    () -> Instant.parse("2026-05-04T03:02:01Z")))
            .execute(arguments);
    var verdicts = new java.util.ArrayList<Fields>();
    for (var line : out.toString().lines().toList()) {
      verdicts.add((Fields) Json.read(line));
    }
    return new Ran(code, verdicts);
  }

  private static Ran run(String... lines) throws JsonException {
    return run((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static String policy(String field, String statement) {
    return ALLOWED.replaceFirst(
        "}$",
        ", \"%s\": {\"Version\": \"2012-10-17\", \"Statement\": [%s]}}"
            .formatted(field, statement.replace('\'', '"')));
  }

  @Test
  void answersInInputOrderWithTheDecidingTrace() throws Exception {
    var ran = run(ALLOWED, DENIED);
    assertThat(ran.code()).isEqualTo(ExitCode.GOOD);
    assertThat(ran.verdict(0)).isEqualTo("ALLOW");
    assertThat(ran.verdicts().getFirst().text("id")).contains("a");
    assertThat(
            PropertyPath.parse("trace[0].sid").in(ran.verdicts().getFirst()).orElseThrow().asText())
        .contains("Read");
    assertThat(ran.verdict(1)).isEqualTo("EXPLICIT_DENY");
    assertThat(ran.verdicts().get(1).number("id")).contains(2L);
    assertThat(ran.verdicts().get(1).text("blockedBy")).contains("IDENTITY");
  }

  @Test
  void aBrokenLineIsAnErrorAndTheRestGoesOn() throws Exception {
    var ran =
        run(
            "{\"id\": \"x\", \"request\": {",
            "",
            "[]",
            "{\"id\": 7}",
            ALLOWED.replace("arn:aws:iam::111122223333:user/Bob", "Bob"),
            ALLOWED.replace("s3:GetObject", "GetObject"),
            ALLOWED.replace("\"Resource\": \"*\"}}", "\"Resource\": \"*\"}}, []"),
            ALLOWED,
            "",
            "  ");
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.verdicts()).hasSize(8);
    assertThat(ran.verdicts().subList(0, 7))
        .allMatch(v -> v.text("verdict").equals(ran.verdicts().getFirst().text("verdict")));
    assertThat(ran.verdict(0)).isEqualTo("ERROR");
    assertThat(ran.verdicts().getFirst().text("id")).contains("x");
    assertThat(ran.verdicts().get(1).get("id")).contains(Value.Null.NULL);
    assertThat(ran.verdicts().get(3).number("id")).contains(7L);
    assertThat(ran.error(4)).contains("“Bob” is no principal");
    assertThat(ran.error(6)).contains("identityPolicies[1] is not a policy document");
    assertThat(ran.verdict(7)).isEqualTo("ALLOW");
  }

  @Test
  void bytesThatAreNoTextAndLinesWithoutEndAreErrors() throws Exception {
    var bytes = new java.io.ByteArrayOutputStream();
    bytes.writeBytes("{\"id\": \"bad\", \"x\": \"".getBytes(StandardCharsets.UTF_8));
    bytes.write(0xff);
    bytes.writeBytes("\"}\n{\"id\": \"long\", ".getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(" ".repeat(LineReader.MAX_BYTES).getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(("\r\n" + ALLOWED).getBytes(StandardCharsets.UTF_8));
    var ran = run(bytes.toByteArray());
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.verdicts())
        .extracting(v -> v.text("id").orElse(""))
        .containsExactly("bad", "long", "a");
    assertThat(ran.error(0)).contains("not UTF-8");
    assertThat(ran.error(1)).contains("longer than");
    assertThat(ran.verdict(2)).isEqualTo("ALLOW");
  }

  @Test
  void aLineOfTenMegabytesIsRead() throws Exception {
    var ran = run(ALLOWED.replaceFirst("}$", ", \"note\": \"" + "x".repeat(10 << 20) + "\"}"));
    assertThat(ran.code()).isEqualTo(ExitCode.GOOD);
    assertThat(ran.verdict(0)).isEqualTo("ALLOW");
  }

  @Test
  void readsAFileWithAByteOrderMark() throws Exception {
    var file = folder.resolve("cases.jsonl");
    Files.writeString(file, "\uFEFF" + ALLOWED + "\r\n" + ALLOWED);
    assertThat(run(new byte[0], "--cases", file.toString()).verdicts()).hasSize(2);
  }

  @Test
  void aMalformedStatementIsLeftOutAndSaidSo() throws Exception {
    var ran =
        run(
            policy(
                "boundary",
                "{'Effect': 'Allow', 'Action': '*', 'Resource': '*'}, {'Effect': 'Deny', 'Action':"
                    + " 'x', 'Resource': '*'}"));
    assertThat(ran.code()).isEqualTo(ExitCode.GOOD);
    assertThat(ran.verdict(0)).isEqualTo("ALLOW");
    var diagnostic = ran.verdicts().getFirst().list("diagnostics").getFirst();
    assertThat(((Fields) diagnostic).text("at")).contains("boundary.Statement[1].Action");
    assertThat(((Fields) diagnostic).number("column").orElseThrow()).isGreaterThan(300L);
    assertThat(((Fields) diagnostic).text("text").orElseThrow()).startsWith("An action is");
  }

  @Test
  void aPolicyMayBeTextAndPositionsAreItsOwn() throws Exception {
    var ran =
        run(
            ALLOWED.replaceFirst(
                "}$", ", \"resourcePolicy\": \"{\\\\n \\\\\"Statement\\\\\": 7}\"}"));
    assertThat(ran.verdict(0)).isEqualTo("ALLOW");
    var diagnostic = (Fields) ran.verdicts().getFirst().list("diagnostics").getFirst();
    assertThat(diagnostic.number("line")).contains(2L);
    assertThat(run(ALLOWED.replaceFirst("}$", ", \"resourcePolicy\": \"{\"}")).error(0))
        .contains("resourcePolicy is not JSON at line 1");
  }

  @Test
  void knowsThePoliciesByTheirFields() throws Exception {
    var silent = "{'Effect': 'Allow', 'Action': 'sqs:*', 'Resource': '*'}";
    assertThat(run(policy("boundary", silent)).verdicts().getFirst().text("blockedBy"))
        .contains("BOUNDARY");
    assertThat(run(policy("sessionPolicy", silent)).verdicts().getFirst().text("blockedBy"))
        .contains("SESSION");
    assertThat(
            run(policy(
                    "vpcEndpointPolicy", silent.replace("'Effect'", "'Principal': '*', 'Effect'")))
                .verdicts()
                .getFirst()
                .text("blockedBy"))
        .contains("VPC_ENDPOINT");
    assertThat(
            run(ALLOWED.replaceFirst("}$", ", \"scps\": [[]]}"))
                .verdicts()
                .getFirst()
                .text("blockedBy"))
        .contains("SERVICE_CONTROL");
    assertThat(
            run(ALLOWED.replace("b/k\"}", "b/k\", \"resourceAccount\": \"444455556666\"}"))
                .verdicts()
                .getFirst()
                .text("blockedBy"))
        .contains("RESOURCE");
    assertThat(
            run(ALLOWED.replace("s3:GetObject", "sts:AssumeRole").replace("s3:Get*", "sts:*"))
                .verdicts()
                .getFirst()
                .text("blockedBy"))
        .contains("TRUST");
  }

  @Test
  void theAccountOfTheResourceIsInItsArn() throws Exception {
    var ran =
        run(
            ALLOWED
                .replace("arn:aws:s3:::b/k", "arn:aws:sqs:us-east-1:444455556666:q")
                .replace("s3:GetObject", "sqs:SendMessage")
                .replace("s3:Get*", "sqs:*"));
    assertThat(ran.verdicts().getFirst().text("blockedBy")).contains("RESOURCE");
  }

  @Test
  void theTimeOfARequestIsNowUnlessItIsGiven() throws Exception {
    var dated =
        ALLOWED.replace(
            "\"Resource\": \"*\"",
            "\"Resource\": \"*\", \"Condition\": {\"DateEquals\": {\"aws:CurrentTime\":"
                + " \"2026-05-04T03:02:01Z\"}}");
    assertThat(run(dated).verdict(0)).isEqualTo("ALLOW");
    assertThat(
            run(dated.replace("b/k\"}", "b/k\", \"context\": {\"aws:epochtime\": \"1\"}}"))
                .verdict(0))
        .isEqualTo("IMPLICIT_DENY");
  }
}
