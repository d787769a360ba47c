package dev.diorama.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.cli.CommandLineInterface;
import dev.diorama.cli.ExitCode;
import dev.diorama.cli.Surroundings;
import dev.diorama.edit.Edit;
import dev.diorama.json.Json;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.workspace.DocumentFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  private static final String SAMPLE = Samples.named("photo-catalog").toString();

  @TempDir Path folder;

  /// What a command printed and answered.
  private record Ran(int code, String out, String err) {}

  private static Ran run(String... arguments) {
    return run(Locale.ENGLISH, arguments);
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
                file -> file.isPresent() ? ExitCode.GOOD : ExitCode.USAGE,
                new Pictures(Samples.STUDIO)),
            arguments);
    return new Ran(code, out.toString(), err.toString());
  }

  /// The folders of the sample's code, beside the documents.
  private void code() throws IOException {
    for (var function : List.of("index-photo", "list-photos")) {
      Files.createDirectories(folder.resolve("functions").resolve(function));
    }
  }

  /// The sample without the permission to write into the table.
  private String broken() throws Exception {
    var document =
        new Edit.SetProperty(
                new ResourceId("index-photo-role"),
                PropertyPath.parse("Policies[0].PolicyDocument.Statement[1]"),
                Optional.empty())
            .apply(Samples.read(Samples.named("photo-catalog")));
    var file = folder.resolve("broken.diorama");
    DocumentFiles.write(document, file);
    code();
    return file.toString();
  }

  @Test
  void withoutACommandTheEditorOpens() {
    assertThat(run(SAMPLE).code()).isEqualTo(ExitCode.GOOD);
    assertThat(run("--version").out()).contains("Diorama 0.1");
  }

  @Test
  void checkAnswersByItsExitCode() throws Exception {
    assertThat(run("check", SAMPLE).code()).isEqualTo(ExitCode.GOOD);
    var bad = run("check", broken());
    assertThat(bad.code()).isEqualTo(ExitCode.FINDINGS);
    assertThat(bad.out())
        .contains("IndexPhoto → Catalog")
        .contains("[MissingPermissionForConnection]")
        .contains("dynamodb:PutItem");
  }

  @Test
  void checkWritesJsonForPrograms() throws Exception {
    var json = (Fields) Json.read(run("check", broken(), "--format", "json").out());
    assertThat(PropertyPath.parse("findings[0].rule").in(json).orElseThrow().asText())
        .contains("MissingPermissionForConnection");
    assertThat(PropertyPath.parse("findings[0].source").in(json).orElseThrow().asText().orElse(""))
        .contains("docs.aws.amazon.com");
    assertThat(json.fields("connections").text("write-entry")).contains("denied");
    assertThat(json.fields("connections").text("upload")).contains("works");
  }

  @Test
  void checkSpeaksJapanese() throws Exception {
    assertThat(run(Locale.JAPANESE, "check", broken()).out()).contains("エラー", "検出結果");
  }

  @Test
  void twoVirtualRunsWriteTheSameTrace() throws Exception {
    var one = folder.resolve("a.jsonl");
    var two = folder.resolve("b.jsonl");
    for (var trace : new Path[] {one, two}) {
      var ran = run("run", SAMPLE, "--virtual", "--seed", "7", "--trace", trace.toString());
      assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.GOOD);
    }
    assertThat(two).hasSameBinaryContentAs(one);
    assertThat(Files.readAllLines(one)).hasSizeGreaterThan(50);
  }

  @Test
  void anExpectationThatFailsIsSaidAndAnswersOne() throws Exception {
    var source = Samples.named("photo-catalog");
    var text =
        Files.readString(source).replace("\"Item.bytes.N\": \"45\"", "\"Item.bytes.N\": \"1\"");
    var copy = folder.resolve("copy");
    var sample = Path.of("samples/photo-catalog");
    try (var files = Files.walk(sample)) {
      for (var file : files.toList()) {
        Files.copy(file, copy.resolve(sample.relativize(file).toString()));
      }
    }
    var wrong = Files.writeString(copy.resolve("wrong.diorama"), text);
    var ran = run("run", wrong.toString(), "--virtual");
    assertThat(ran.code()).isEqualTo(ExitCode.FINDINGS);
    assertThat(ran.err()).contains("expected Item.bytes.N to be \"1\", but it is \"45\"");
  }

  @Test
  void picturesAreDrawn() throws Exception {
    var png = folder.resolve("a.png");
    var svg = folder.resolve("a.svg");
    assertThat(run("export", SAMPLE, "--to", "png", "-o", png.toString()).code()).isZero();
    assertThat(run("export", SAMPLE, "--to", "svg", "-o", svg.toString()).code()).isZero();
    assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
    assertThat(Files.readString(svg)).startsWith("<svg").contains("IndexPhoto");
  }

  @Test
  void wrongUsageAndUnreadableInputAnswerTwo() throws Exception {
    var truncated = folder.resolve("truncated.diorama");
    Files.writeString(truncated, Files.readString(Path.of(SAMPLE)).substring(0, 400));
    assertThat(run("check", truncated.toString()))
        .satisfies(r -> assertThat(r.code()).isEqualTo(ExitCode.USAGE))
        .satisfies(r -> assertThat(r.err()).contains("Line "));
    assertThat(run("check", folder.resolve("none.diorama").toString()).code())
        .isEqualTo(ExitCode.USAGE);
    assertThat(run("check").code()).isEqualTo(ExitCode.USAGE);
    assertThat(run("nonsense", "--x").code()).isEqualTo(ExitCode.USAGE);
    assertThat(run("run", SAMPLE, "--scenario", "none").code()).isEqualTo(ExitCode.USAGE);
    assertThat(run("serve", SAMPLE, "--port", "70000").code()).isEqualTo(ExitCode.USAGE);
    assertThat(run("export", SAMPLE, "--to", "gif", "-o", "x").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aFolderInPlaceOfADocumentIsSaid() {
    var ran = run("check", folder.toString());
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).contains(folder + " is a folder");
  }

  @Test
  void anOutputThatCannotBeWrittenIsSaidBeforeTheRun() {
    var nowhere = folder.resolve("none").resolve("a.jsonl").toString();
    var ran = run("run", SAMPLE, "--virtual", "--trace", nowhere);
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains(nowhere, "there is no folder " + folder.resolve("none"));
    var picture = run("export", SAMPLE, "--to", "png", "-o", folder.toString());
    assertThat(picture.code()).isEqualTo(ExitCode.USAGE);
    assertThat(picture.err()).contains(folder + " is a folder; name the file to write.");
  }

  @Test
  void aDrawingIsNeverWrittenOver() throws Exception {
    var file = folder.resolve("own.diorama");
    Files.copy(Samples.named("photo-catalog"), file);
    var before = Files.readString(file);
    var other = folder.resolve(".").resolve("own.diorama").toString();
    var export = run("export", file.toString(), "--to", "svg", "-o", other);
    assertThat(export.code()).isEqualTo(ExitCode.USAGE);
    assertThat(export.err()).contains("is the document itself");
    assertThat(run("run", file.toString(), "--virtual", "--trace", other).code())
        .isEqualTo(ExitCode.USAGE);
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "serve --port 0"})
  void outputThatGetsLostIsSaid(String command) {
    var err = new StringWriter();
    var full =
        new Writer() {
          @Override
          public void write(char[] text, int offset, int length) throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    var surroundings =
        new Surroundings(
            Samples.STUDIO,
            new PrintWriter(full),
            new PrintWriter(err),
            Locale.ENGLISH,
            "0.1",
            file -> ExitCode.GOOD,
            new Pictures(Samples.STUDIO));
    assertThat(CommandLineInterface.run(surroundings, (command + " " + SAMPLE).split(" ", -1)))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("Not everything could be written");
  }

  @Test
  void anErrorOfTheMachineIsInternal() {
    var err = new StringWriter();
    var surroundings =
        new Surroundings(
            Samples.STUDIO,
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            Locale.ENGLISH,
            "0.1",
            file -> {
              throw new StackOverflowError("too deep");
            },
            new Pictures(Samples.STUDIO));
    assertThat(CommandLineInterface.run(surroundings, SAMPLE)).isEqualTo(ExitCode.INTERNAL);
    assertThat(err.toString()).contains("Diorama itself failed", "too deep");
  }

  @Test
  void aPortInUseIsSaid() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = String.valueOf(taken.getLocalPort());
      var ran = run("serve", SAMPLE, "--port", port);
      assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
      assertThat(ran.err()).startsWith("Port " + port + " of 127.0.0.1 cannot be opened");
    }
  }

  @Test
  void aFileOfCasesThatIsMissingIsNamedOnce() {
    var ran = run("policy", "evaluate", "--cases", "none.jsonl");
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err().strip())
        .isEqualTo("There is no file none.jsonl. Check the name and the folder.");
  }

  @Test
  void withoutADisplayAMissingFileIsSaidOnce() {
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        new WithoutDisplay(
                Samples.STUDIO,
                Locale.ENGLISH,
                new Pictures(Samples.STUDIO),
                new PrintWriter(out, true),
                new PrintWriter(err, true))
            .open(Optional.of(Path.of("none.diorama")));
    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void aConnectionOfWhichNobodyKnowsWhetherItWorksIsNamed() throws Exception {
    var document =
        new Edit.SetProperty(
                new ResourceId("index-photo-role"),
                PropertyPath.parse("Policies[0].PolicyDocument.Statement[1].Condition"),
                Optional.of(Json.read("{\"IpAddress\": {\"aws:SourceIp\": \"203.0.113.0/24\"}}")))
            .apply(Samples.read(Samples.named("photo-catalog")));
    var file = folder.resolve("undecided.diorama");
    DocumentFiles.write(document, file);
    code();
    var ran = run("check", file.toString());
    assertThat(ran.code()).isEqualTo(ExitCode.GOOD);
    assertThat(ran.out())
        .containsIgnoringCase("IndexPhoto → Catalog")
        .containsIgnoringCase("aws:SourceIp");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          check                          | FILE is missing.                           | FILE を指定
          check a b                      | There is nothing to do with b.             | b は指定できません
          check --fromat json a          | There is no option --fromat.               | オプション --fromat はありません
          check a --format xml           | xml is no value for --format; choose       | 次のいずれか
          run a --seed abc               | abc is no value for --seed; a whole number | 整数を指定
          run a --seed 1 --seed 2        | --seed is given twice.                     | 2 回指定
          export a --to png              | --output is missing.                       | --output を指定
          policy                         | Name one of the commands: evaluate         | evaluate
          """)
  void wrongUsageIsSaidInTheUsersLanguage(String arguments, String english, String japanese) {
    for (var locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
      var ran = run(locale, arguments.split(" "));
      assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
      assertThat(ran.err().lines().findFirst().orElse(""))
          .contains(locale.equals(Locale.ENGLISH) ? english : japanese);
    }
  }

  /// The Japanese help stands in a bundle by picocli's keys, so that a new option without its text
  /// would show up in English.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "check",
        "run",
        "serve",
        "export",
        "policy",
        "policy evaluate",
        "policy excess",
        "policy minimal",
        "policy diff",
        "reach",
        "diff"
      })
  void theHelpOfEveryCommandIsInTheUsersLanguage(String command) {
    var arguments = (command + " --help").strip().split(" ");
    var english = run(Locale.ENGLISH, arguments).out();
    var japanese = run(Locale.JAPANESE, arguments).out();
    assertThat(english).startsWith("Usage: diorama");
    assertThat(japanese).startsWith("使い方: diorama");
    // A synopsis and names of options are not words; a sentence has three of them in a row.
    assertThat(japanese.lines().skip(4).filter(l -> l.matches(".*\\b[a-z]+ [a-z]+ [a-z]+\\b.*")))
        .allMatch(l -> l.contains("aws ec2 describe"));
  }
}
