package dev.diorama.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.diorama.model.ResourceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentFormatTest {
  private static final String SMALL =
      """
      {
        "format": "diorama",
        "formatVersion": 1,
        "colour": "blue",
        "environment": {
          "region": "eu-west-1",
          "nickname": "test"
        },
        "resources": {
          "a": {
            "type": "Test::Thing",
            "logicalId": "A",
            "note": "kept",
            "properties": {
              "Size": 3
            }
          }
        },
        "layout": {
          "a": {
            "x": 1,
            "y": 2.5,
            "width": 10,
            "height": 20,
            "angle": 45
          }
        }
      }
      """;

  static Stream<Path> samples() throws IOException {
    try (var files = Files.walk(Path.of("samples"))) {
      return files.filter(f -> f.toString().endsWith(".diorama")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSampleIsWrittenAsItWasRead(Path sample) throws Exception {
    var text = Files.readString(sample);
    assertThat(DocumentFormat.write(DocumentFormat.read(text))).isEqualTo(text);
  }

  @Test
  void fieldsOfALaterVersionAreKept() throws Exception {
    var written = DocumentFormat.write(DocumentFormat.read(SMALL));
    assertThat(written)
        .contains("\"colour\": \"blue\"")
        .contains("\"nickname\": \"test\"")
        .contains("\"note\": \"kept\"")
        .contains("\"angle\": 45")
        .contains("\"y\": 2.5");
    assertThat(DocumentFormat.write(DocumentFormat.read(written))).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "logicalId": "A"       | "logicalId": "A-1"     | document.wrong   | 12 | 20
          "type": "Test::Thing"  | "type": 7              | document.wrong   | 11 | 15
          "x": 1                 | "x": "left"            | document.wrong   | 20 | 10
          "width": 10            | "width": -1            | document.wrong   | 20 | 10
          "formatVersion": 1     | "formatVersion": 99    | document.wrong   | 3  | 20
          "formatVersion": 1     | "formatVersion": 1e30  | document.wrong   | 3  | 20
          "formatVersion": 1     | "formatVersion": 1.5   | document.wrong   | 3  | 20
          "region": "eu-west-1"  | "region": 5            | document.wrong   | 6  | 15
          "region": "eu-west-1"  | "region": ""           | document.wrong   | 6  | 15
          "nickname": "test"     | "accountId": 1         | document.wrong   | 7  | 18
          "formatVersion": 1     | "formatVersion": "1"   | document.wrong   | 3  | 20
          "formatVersion": 1     | "formatVersion": 0     | document.wrong   | 3  | 20
          "formatVersion": 1     | "version": 1           | document.wrong   | 1  | 1
          "format": "diorama"    | "format": "other"      | document.notOurs | 1  | 1
          "Size": 3              | "Size": 3,,            | document.notJson | 15 | 19
          "note": "kept"         | "container": "nowhere" | document.wrong   | 13 | 20
          "note": "kept"         | "container": "a"       | document.wrong   | 13 | 20
          """)
  void aWrongFileSaysWhere(String good, String bad, String key, int line, int column) {
    assertThat(SMALL).contains(good);
    assertThatExceptionOfType(DocumentException.class)
        .isThrownBy(() -> DocumentFormat.read(SMALL.replace(good, bad)))
        .satisfies(e -> {
          assertThat(e.text().key()).isEqualTo(key);
          assertThat(e.line()).isEqualTo(line);
          assertThat(e.column()).isEqualTo(column);
        });
  }

  @Test
  void aFileCutOffAnywhereIsRefusedAndNeverHalfOpened() {
    var trimmed = SMALL.strip();
    for (int length = 0; length < trimmed.length(); length++) {
      var cut = trimmed.substring(0, length);
      assertThatExceptionOfType(DocumentException.class)
          .as("cut at %d", length)
          .isThrownBy(() -> DocumentFormat.read(cut));
    }
  }

  @Test
  void hostileTextIsRefusedWithoutHanging() {
    var deep = "[".repeat(100_000);
    var twice = SMALL.replace("\"colour\": \"blue\"", "\"format\": \"diorama\"");
    var number = SMALL.replace("3", "1e999999999");
    for (var text : new String[] {deep, twice, number, "", "null", "\u0000", "{}"}) {
      assertThatExceptionOfType(DocumentException.class)
          .isThrownBy(() -> DocumentFormat.read(text));
    }
  }

  @Test
  void damagedTextNeverFailsInAnotherWay() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int i = 0; i < 3000; i++) {
      var bytes = SMALL.getBytes(StandardCharsets.UTF_8);
      for (int n = 0; n <= random.nextInt(3); n++) {
        bytes[random.nextInt(bytes.length)] = (byte) (32 + random.nextInt(95));
      }
      var text = new String(bytes, StandardCharsets.UTF_8);
      try {
        assertThat(DocumentFormat.read(text)).isNotNull();
      } catch (DocumentException e) {
        assertThat(e.text().key()).as("seed %d", seed).startsWith("document.");
      }
    }
  }

  @Test
  void savingReplacesTheFileAndLeavesNothingElseBehind(@TempDir Path folder) throws Exception {
    var file = folder.resolve("a.diorama");
    Files.writeString(file, "old");
    var document = DocumentFormat.read(SMALL);
    DocumentFiles.write(document, file);
    assertThat(DocumentFiles.read(file)).isEqualTo(document);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
    assertThat(document.layout().of(new ResourceId("a"))).isPresent();
  }

  @Test
  void aSaveThatFailsLeavesTheOldFile(@TempDir Path folder) throws Exception {
    var document = DocumentFormat.read(SMALL);
    var noFolder = folder.resolve("missing/a.diorama");
    assertThatExceptionOfType(DocumentException.class)
        .isThrownBy(() -> DocumentFiles.write(document, noFolder))
        .satisfies(e -> assertThat(e.text().key()).isEqualTo("document.unwritable"));
  }

  @Test
  void aLaterFormatIsSaidToBeLater() {
    assertThatExceptionOfType(DocumentException.class)
        .isThrownBy(() -> DocumentFormat.read(SMALL.replace("Version\": 1", "Version\": 1e30")))
        .satisfies(
            e -> assertThat(e.text().toString()).contains("document.newer", "1000000000000"));
  }

  @Test
  void unknownFieldsOfAnExpectationAndHalvesOfCharactersAreKept(@TempDir Path folder)
      throws Exception {
    var text =
        """
        {"format": "diorama", "formatVersion": 1, "half": "\\ud800x\\udc00", "whole": "\ud83d\ude00",
         "resources": {"a": {"type": "Test::Thing", "logicalId": "A"}},
         "scenarios": [{"name": "s", "length": "PT1S", "steps": [{"at": "PT0S", "caller": "a",
           "operation": "s3:GetObject", "target": "a", "expected": {"within": "PT1S"}}]}]}
        """;
    var file = folder.resolve("a.diorama");
    DocumentFiles.write(DocumentFormat.read(text), file);
    assertThat(Files.readString(file))
        .contains("\"\\ud800x\\udc00\"", "\"\ud83d\ude00\"", "\"within\": \"PT1S\"");
    assertThat(DocumentFiles.read(file)).isEqualTo(DocumentFormat.read(text));
  }

  @Test
  void containersThatStandInOneAnotherWithoutEndAreRefusedAtOnce() {
    var chain = new StringBuilder("{\"r0\": {\"type\": \"T::T\", \"logicalId\": \"R0\"}");
    for (int i = 1; i < 50_000; i++) {
      chain.append(
          ", \"r%d\": {\"type\": \"T::T\", \"logicalId\": \"R%d\", \"container\": \"r%d\"}"
              .formatted(i, i, i - 1));
    }
    var text = SMALL.replaceFirst("(?s)\"resources\": .*", "\"resources\": " + chain + "}}");
    assertThatExceptionOfType(DocumentException.class)
        .isThrownBy(() -> DocumentFormat.read(text))
        .satisfies(e -> assertThat(e.text().toString()).contains("document.containersTooDeep"));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void savingKeepsWhoMayReadTheFile(@TempDir Path folder) throws Exception {
    var file = folder.resolve("a.diorama");
    Files.writeString(file, "old");
    var everybody = PosixFilePermissions.fromString("rw-rw-r--");
    Files.setPosixFilePermissions(file, everybody);
    var document = DocumentFormat.read(SMALL);
    DocumentFiles.write(document, file);
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(everybody);

    var ordinary = Files.createFile(folder.resolve("ordinary"));
    DocumentFiles.write(document, folder.resolve("new.diorama"));
    assertThat(Files.getPosixFilePermissions(folder.resolve("new.diorama")))
        .isEqualTo(Files.getPosixFilePermissions(ordinary));
  }

  @Test
  void theMarkThatSomeEditorsPutBeforeUtf8IsNoFault(@TempDir Path folder) throws Exception {
    var file = folder.resolve("a.diorama");
    Files.writeString(file, "\ufeff" + SMALL);
    assertThat(DocumentFiles.read(file)).isEqualTo(DocumentFormat.read(SMALL));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFileThatNeverEndsIsTooLarge() {
    assertThatExceptionOfType(DocumentException.class)
        .isThrownBy(() -> DocumentFiles.read(Path.of("/dev/zero")))
        .satisfies(e -> assertThat(e.text().key()).isEqualTo("document.tooLarge"));
  }

  @Test
  void bytesThatAreNotUtf8AreRefusedWithTheirPlace(@TempDir Path folder) throws Exception {
    var file = folder.resolve("a.diorama");
    Files.write(file, new byte[] {'{', '\n', (byte) 0xc3, (byte) 0xa9, (byte) 0xff, 0});
    assertThatExceptionOfType(DocumentException.class)
        .isThrownBy(() -> DocumentFiles.read(file))
        .satisfies(e -> {
          assertThat(e.text().toString()).contains("a.diorama", "document.notUtf8");
          assertThat(e.line()).isEqualTo(2);
          assertThat(e.column()).isEqualTo(2);
        });
  }
}
