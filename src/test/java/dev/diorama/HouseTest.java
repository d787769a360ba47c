package dev.diorama;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the house: which package may use which. The picture is in the README.
class HouseTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/test/dev/diorama/"))
          .importPackages("dev.diorama");

  private static final String[] JDK = {
    "java..", "javax.crypto..", "javax.xml..", "org.xml..", "org.jspecify.."
  };
  private static final List<String> ENGINES =
      List.of("model", "catalog", "policy", "reachability", "access");
  private static final List<String> SERVICE_AND_BELOW =
      List.of(
          "model",
          "json",
          "edit",
          "catalog",
          "policy",
          "reachability",
          "access",
          "rule",
          "runtime",
          "service");
  private static final List<String> WORKSPACE_AND_BELOW = plus(SERVICE_AND_BELOW, "workspace");

  /// One room of the house.
  ///
  /// @param mayUse our packages
  /// @param libraries other people's packages
  record Room(String name, List<String> mayUse, List<String> libraries, String because) {}

  private static List<String> plus(List<String> list, String... more) {
    var all = new ArrayList<>(list);
    all.addAll(List.of(more));
    return List.copyOf(all);
  }

  static Stream<Room> rooms() {
    return Stream.of(
        new Room("model", List.of(), List.of(), "the document is plain data"),
        new Room(
            "json",
            List.of("model"),
            List.of("tools.jackson.."),
            "one place reads and writes JSON"),
        new Room("edit", List.of("model"), List.of(), "edits change documents, nothing else"),
        new Room("catalog", List.of("model"), List.of(), "types are described, not run"),
        new Room("policy", List.of("model", "catalog"), List.of(), "an engine knows no drawing"),
        new Room(
            "reachability", List.of("model", "catalog"), List.of(), "an engine knows no rules"),
        new Room(
            "access",
            List.of("model", "catalog", "policy", "reachability"),
            List.of(),
            "checker and runtime ask one place"),
        new Room("rule", plus(ENGINES, "edit"), List.of(), "rules see what the engines see"),
        new Room(
            "runtime",
            plus(ENGINES, "json"),
            List.of("io.helidon..", "org.slf4j.."),
            "the runtime judges nothing itself"),
        new Room("service", SERVICE_AND_BELOW, List.of(), "the SPI stands on all below"),
        new Room(
            "aws",
            SERVICE_AND_BELOW,
            List.of(
                "org.graalvm.polyglot..",
                "org.h2..",
                "org.apache.velocity..",
                "com.networknt..",
                "javax.sql..",
                // The compiler for Java functions that are there as source files.
                "javax.tools..",
                "com.sun.management.."),
            "services stand on the SPI"),
        new Room(
            "workspace",
            SERVICE_AND_BELOW,
            List.of("org.eclipse.elk..", "org.eclipse.emf.."),
            "a workspace knows no windows"),
        new Room(
            "ui",
            WORKSPACE_AND_BELOW,
            List.of(
                "javafx..",
                "atlantafx..",
                "org.controlsfx..",
                "impl.org.controlsfx..",
                "com.github.weisj.jsvg..",
                "com.github.difflib..",
                "org.fxmisc..",
                "org.reactfx..",
                "javax.imageio..",
                "org.slf4j.."),
            "windows know no service"),
        new Room("cli", WORKSPACE_AND_BELOW, List.of("picocli.."), "commands know no windows"));
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void eachRoomUsesOnlyWhatItMay(Room room) {
    var allowed = new ArrayList<>(List.of(JDK));
    allowed.addAll(room.libraries());
    allowed.add("dev.diorama." + room.name() + "..");
    room.mayUse().forEach(other -> allowed.add("dev.diorama." + other + ".."));
    classes()
        .that()
        .resideInAPackage("dev.diorama." + room.name() + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed.toArray(String[]::new))
        .because(room.because())
        .check(CLASSES);
  }

  @Test
  void everyPackageHasARoom() {
    var rooms = rooms().map(r -> "dev.diorama." + r.name()).toList();
    assertThat(CLASSES.stream().map(c -> c.getPackageName()).distinct())
        .allMatch(p ->
            p.equals("dev.diorama.app")
                || rooms.stream().anyMatch(r -> p.equals(r) || p.startsWith(r + ".")));
  }

  @Test
  void noServiceKnowsAnother() {
    slices()
        .matching("dev.diorama.aws.(*)..")
        .should()
        .notDependOnEachOther()
        .because("services reach each other at run time, by ARN")
        .check(CLASSES);
  }

  @Test
  void onlyTheCompositionRootSeesServices() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.diorama.aws..", "dev.diorama.app..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.diorama.aws..")
        .because("adding a service changes one folder and one line")
        .check(CLASSES);
  }

  @Test
  void theRuntimeAndTheServicesReadNoClock() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.diorama.aws..", "dev.diorama.policy..", "dev.diorama.access..")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.util.UUID.class, "randomUUID")
        .orShould()
        .callMethod(Math.class, "random")
        .because("time and randomness are inputs of a run")
        .check(CLASSES);
  }

  @Test
  void windowsRulesAndEnginesNameNoService() throws IOException {
    var named = new ArrayList<String>();
    for (var room :
        List.of("ui", "rule", "workspace", "cli", "policy", "access", "runtime", "edit")) {
      try (var files = Files.walk(Path.of("src/main/java/dev/diorama", room))) {
        for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          var code =
              Files.readString(file).lines().filter(l -> !l.strip().startsWith("//")).toList();
          code.stream()
              .filter(l -> l.matches(".*\"AWS::(S3|SQS|DynamoDB|Lambda|ApiGateway|Logs|RDS|IAM).*"))
              .forEach(l -> named.add(file + ": " + l.strip()));
        }
      }
    }
    assertThat(named).isEmpty();
  }
}
