package dev.diorama.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Layers, which stand as folders beside the document.
class LambdaLayersTest {
  private static void module(Path home, String layer, String name, String code) throws IOException {
    var folder = home.resolve(layer).resolve("nodejs/node_modules").resolve(name);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("index.js"), code);
  }

  @Test
  void aLaterLayerWinsAndTheFunctionsOwnModuleBeforeBoth(@TempDir Path home) throws IOException {
    module(home, "one", "greet", "exports.word = 'one';");
    module(home, "one", "only", "exports.word = 'only';");
    module(home, "two", "greet", "exports.word = 'two';");
    var function = home.resolve("code/node_modules/own");
    Files.createDirectories(function);
    Files.writeString(function.resolve("index.js"), "exports.word = 'own';");
    module(home, "two", "own", "exports.word = 'layer';");
    Files.writeString(
        home.resolve("code/index.js"),
        "const w = ['greet', 'only', 'own'].map(n => require(n).word);"
            + " exports.handler = async () => w;");
    var drawing =
        new FunctionStage.Drawing()
            .add(
                "Work",
                "AWS::Lambda::Function",
                "{'Role':{'Ref':'Role'},'CodeUri':'code','Layers':['one','two']}");
    try (var stage = drawing.run(home)) {
      assertThat(stage.invoke("Work", "{}")).isEqualTo("[\"two\",\"only\",\"own\"]");
    }
  }
}
