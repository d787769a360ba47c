package dev.diorama.ui;

import javafx.scene.text.Text;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Holds where JavaFX can lay out text: everywhere but on a Linux without Pango.
final class TextLayoutCondition implements ExecutionCondition {
  private static final boolean REQUIRED = "required".equals(System.getenv("DIORAMA_WINDOW_TESTS"));

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    // Asked once: JavaFX cannot start a second time.
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(TextLayoutCondition.class))
        .getOrComputeIfAbsent(
            TextLayoutCondition.class, _ -> answer(), ConditionEvaluationResult.class);
  }

  private static ConditionEvaluationResult answer() {
    if (REQUIRED || laysOutText()) {
      return ConditionEvaluationResult.enabled("JavaFX can lay out text");
    }
    var reason =
        "Windows are not tested: JavaFX lays out text with Pango, which this machine lacks."
            + " Install libpango-1.0-0 and libpangoft2-1.0-0, or run .ci/run.";
    System.err.println(reason);
    return ConditionEvaluationResult.disabled(reason);
  }

  private static boolean laysOutText() {
    try {
      return OnFx.call(() -> new Text("Diorama").getLayoutBounds().getWidth() > 0);
    } catch (LinkageError e) {
      return false;
    } catch (Exception e) {
      throw new IllegalStateException("JavaFX did not start", e);
    }
  }
}
