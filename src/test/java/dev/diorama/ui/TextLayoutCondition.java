package dev.diorama.ui;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.Locale;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Holds where JavaFX can lay out text: everywhere but on a Linux without Pango.
final class TextLayoutCondition implements ExecutionCondition {
  /// What `libjavafx_font_pango.so` of JavaFX for Linux is linked with.
  private static final String PANGO = "libpangoft2-1.0.so.0";

  private static final boolean LINUX =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
  private static final boolean REQUIRED = "required".equals(System.getenv("DIORAMA_WINDOW_TESTS"));
  private static final ConditionEvaluationResult ANSWER = answer();

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return ANSWER;
  }

  private static ConditionEvaluationResult answer() {
    if (!LINUX || REQUIRED || hasPango()) {
      return ConditionEvaluationResult.enabled("JavaFX can lay out text");
    }
    var reason =
        "Windows are not tested: this machine has no Pango, with which JavaFX lays out text."
            + " Install libpango-1.0-0 and libpangoft2-1.0-0, or run .ci/run.";
    System.err.println(reason);
    return ConditionEvaluationResult.disabled(reason);
  }

  private static boolean hasPango() {
    try {
      return SymbolLookup.libraryLookup(PANGO, Arena.global())
          .find("pango_ft2_font_map_new")
          .isPresent();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
