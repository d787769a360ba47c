package dev.diorama.aws.lambda.installed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.aws.lambda.installed.InstalledRuntime.NotInstalled;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaSourcesTest {
  @TempDir Path folder;

  @Test
  void sourcesInPackagesAreCompiled() throws Exception {
    var code = Files.createDirectories(folder.resolve("code/app"));
    Files.writeString(
        code.resolve("Hello.java"),
        "package app; public class Hello { public String handle(String name) { return name; } }");
    var classes = folder.resolve("classes");
    assertThat(JavaSources.compile(folder.resolve("code"), List.of("."), classes)).isTrue();
    assertThat(classes.resolve("app/Hello.class")).exists();
  }

  @Test
  void aFolderWithoutSourcesIsLeftAlone() throws Exception {
    assertThat(JavaSources.compile(folder, List.of("."), folder.resolve("classes"))).isFalse();
    assertThat(folder.resolve("classes")).doesNotExist();
  }

  @Test
  void anErrorIsToldWithItsFileAndLine() throws Exception {
    Files.writeString(folder.resolve("Hello.java"), "public class Hello {\n  Strin name;\n}\n");
    assertThatThrownBy(() -> JavaSources.compile(folder, List.of("."), folder.resolve("classes")))
        .isInstanceOf(NotInstalled.class)
        .hasMessageContaining("Hello.java:2: cannot find symbol");
  }
}
