package dev.diorama.aws.lambda;

import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The folder of a function's code, beside the document, is not there. Silent for documents that
/// stand nowhere yet, and for inline code, which goes before the folder.
///
/// There is no fix: a change of the drawing makes no folder, and which other one is meant only a
/// person can say.
final class FunctionCodeMissing implements Rule {
  private static final RuleId ID = new RuleId("FunctionCodeMissing");
  private static final String CODE = "CodeUri";

  @Override
  public RuleInfo info() {
    return new RuleInfo(
        ID,
        Severity.ERROR,
        "https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html");
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return context.folder().stream()
        .flatMap(folder ->
            context.drawing().ofType(FunctionType.NAME).stream()
                .filter(f -> FunctionSettings.inlineCode(f).isEmpty())
                .flatMap(f ->
                    FunctionSettings.codeFolder(f).stream()
                        .filter(code -> isJudged(code) && !isThere(folder, code))
                        .map(code -> finding(f, folder, code))));
  }

  /// What lies in a bucket already, or is named at deployment, is not beside the document.
  private static boolean isJudged(String code) {
    return !code.contains("${") && !code.startsWith("s3://");
  }

  private static boolean isThere(Path folder, String code) {
    try {
      return Files.exists(folder.resolve(code));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private Finding finding(Resource function, Path folder, String code) {
    return new Finding(
        ID,
        info().severity(),
        new Subject.OfResource(function.id()),
        PropertyPath.of(CODE),
        Message.of("rule.FunctionCodeMissing.message", function.logicalId(), code, folder),
        List.of());
  }
}
