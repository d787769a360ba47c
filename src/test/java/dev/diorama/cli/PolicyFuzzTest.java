package dev.diorama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Value.Fields;
import dev.diorama.workspace.Studio;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// Hostile cases: each line gets its answer, soon, and the next line is read. The time limits are
/// far above what is needed, so that they fail for endless work only.
class PolicyFuzzTest {
  private static final String CASE =
      """
      {"id": "x", "request": {"principal": "arn:aws:iam::111122223333:user/Bob",\
       "action": "s3:GetObject", "resource": "arn:aws:s3:::b/%s",\
       "context": {"a:b": "c", "aws:CurrentTime": "2026-01-01T00:00:00Z"}},\
       "identityPolicies": [%s]}\
      """;
  private static final String POLICY =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*",\
       "Resource": "*", "Condition": {"StringLike": {"a:b": ["${aws:username}", "*"]}}}]}\
      """;

  private static List<Fields> run(byte[] input) throws JsonException {
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
    new CommandLine(
            new PolicyEvaluateCommand(
                surroundings, new ByteArrayInputStream(input), () -> Instant.EPOCH))
        .execute();
    var verdicts = new ArrayList<Fields>();
    for (var line : out.toString().lines().toList()) {
      verdicts.add((Fields) Json.read(line));
    }
    return verdicts;
  }

  private static String verdict(String line) throws JsonException {
    var verdicts = run((line + "\n" + line(POLICY)).getBytes(StandardCharsets.UTF_8));
    assertThat(verdicts).hasSize(2);
    // The line after it is none the worse.
    assertThat(verdicts.get(1).text("verdict")).contains("ALLOW");
    return verdicts.getFirst().text("verdict").orElseThrow();
  }

  private static String line(String policy) {
    return CASE.formatted("k", policy);
  }

  private static String allow(String element, String value) {
    return POLICY.replaceFirst("\"" + element + "\": \"[^\"]*\"", "\"" + element + "\": " + value);
  }

  static Stream<Named<String>> hostile() {
    var many = "\"s3:Get*\",".repeat(1_000_000);
    return Stream.of(
        Named.of("deep lists", "[".repeat(2_000_000)),
        Named.of("deep objects", "{\"a\":".repeat(1_000_000)),
        Named.of("deep policy", line("[".repeat(100_000) + "]".repeat(100_000))),
        Named.of("ten megabytes of actions", line(allow("Action", "[" + many + "\"s3:*\"]"))),
        Named.of(
            "ten megabytes of statements",
            line(
                "{\"Statement\": ["
                    + "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"},".repeat(180_000)
                    + "{}]}")),
        Named.of("a million stars", line(allow("Action", "\"s3:" + "*".repeat(1_000_000) + "\""))),
        Named.of(
            "a million stars with letters",
            line(allow("Resource", "\"arn:aws:s3:::" + "*a".repeat(500_000) + "\""))),
        Named.of("a huge number", line(POLICY).replace("\"c\"", "1e999999999")),
        Named.of("a long number", line(POLICY).replace("\"c\"", "1".repeat(1_000_000))),
        Named.of(
            "the same key twice",
            line(POLICY.replace("\"Statement\"", "\"Version\": \"2008-10-17\", \"Statement\""))),
        Named.of("a long resource", CASE.formatted("a".repeat(1_000_000), POLICY)),
        Named.of(
            "a long value", line(POLICY).replace("\"c\"", "\"" + "a".repeat(1_000_000) + "\"")),
        Named.of("many policies", line((POLICY + ",").repeat(40_000) + POLICY)),
        Named.of("half a surrogate pair in bytes", line(POLICY).replace("\"x\"", "\"\\ud800\" x")));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  @Timeout(10)
  void isAnErrorAndNoHarmToTheNextLine(String line) throws Exception {
    assertThat(verdict(line)).isEqualTo("ERROR");
  }

  static Stream<Named<String>> heavy() {
    return Stream.of(
        Named.of(
            "stars",
            CASE.formatted(
                "a".repeat(2_000), allow("Action", "\"s3:" + "*".repeat(100_000) + "\""))),
        Named.of(
            "stars with letters",
            CASE.formatted(
                "a".repeat(2_000),
                allow("Resource", "\"arn:aws:s3:::" + "*a".repeat(1_900) + "b\""))),
        Named.of(
            "stars in the region",
            CASE.formatted(
                "a".repeat(2_000),
                allow("Resource", "\"arn:aws:s3:u*x*:*" + "*a".repeat(1_900) + "b\""))),
        Named.of(
            "a number that is short to write",
            line(
                POLICY.replace(
                    "\"StringLike\": {\"a:b\": [\"${aws:username}\", \"*\"]}",
                    "\"NumericEquals\": {\"a:b\": \"1e999999999\"}"))),
        Named.of(
            "variables",
            line(
                POLICY.replace(
                    "[\"${aws:username}\", \"*\"]",
                    "\"" + "${aws:username}*".repeat(7_000) + "\""))));
  }

  @ParameterizedTest
  @MethodSource("heavy")
  @Timeout(10)
  void isDecidedAllTheSame(String line) throws Exception {
    assertThat(verdict(line)).isIn("ALLOW", "IMPLICIT_DENY");
  }

  @Test
  @Timeout(60)
  void brokenLinesNeverStopTheRest() throws Exception {
    long seed = Long.getLong("diorama.policy.seed", 4_711L);
    var random = new Random(seed);
    var input = new ByteArrayOutputStream();
    int lines = 2_000;
    for (int i = 0; i < lines; i++) {
      input.writeBytes(mutated(line(POLICY).getBytes(StandardCharsets.UTF_8), random));
      input.write('\n');
    }
    var verdicts = run(input.toByteArray());
    assertThat(verdicts).as("seed %d", seed).hasSize(lines);
    var known = Set.of("ALLOW", "IMPLICIT_DENY", "EXPLICIT_DENY", "ERROR");
    assertThat(verdicts)
        .as("seed %d", seed)
        .allMatch(v -> known.contains(v.text("verdict").orElse("")));
    assertThat(verdicts.stream().map(v -> v.text("verdict").orElse("")).distinct())
        .contains("ALLOW", "IMPLICIT_DENY", "ERROR");
  }

  /// Some bytes changed, left out or doubled; no line ends, and never an empty line.
  private static byte[] mutated(byte[] line, Random random) {
    var result = new ByteArrayOutputStream();
    int at = random.nextInt(line.length);
    int length = 1 + random.nextInt(8);
    int how = random.nextInt(4);
    for (int i = 0; i < line.length; i++) {
      boolean hit = i >= at && i < at + length;
      if (hit && how == 0) {
        continue;
      }
      int b = hit && how == 1 ? random.nextInt(256) : line[i];
      result.write(b == '\n' || b == '\r' ? 'x' : b);
      if (hit && how == 2) {
        result.write(b == '\n' ? 'x' : b);
      }
    }
    return result.toByteArray();
  }
}
