package dev.diorama.aws.apigateway;

import dev.diorama.model.Value.Fields;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.apache.velocity.app.event.EventCartridge;
import org.apache.velocity.exception.VelocityException;
import org.apache.velocity.runtime.RuntimeConstants;
import org.jspecify.annotations.Nullable;

/// Mapping templates, written in the Velocity Template Language. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html`.
///
/// A template sees `$input`, `$context`, `$stageVariables` and `$util` and nothing else: no
/// classes, no files, no other templates, no macros, loops of at most 1,000 rounds, and no more
/// output than a request may have. What it may use in all is a [TemplateBudget].
final class MappingTemplate {
  ///
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html`
  static final int MAX_TEMPLATE = 300 << 10;

  private static final int MAX_OUTPUT = 10 << 20;

  /// Characters of the body times the places at which a template could join texts.
  private static final long MAX_JOINED = 320L << 20;

  private static final VelocityEngine ENGINE = engine();

  private MappingTemplate() {}

  private static VelocityEngine engine() {
    var engine = new VelocityEngine();
    engine.setProperty(RuntimeConstants.UBERSPECT_CLASSNAME, TemplateMethods.class.getName());
    engine.setProperty(RuntimeConstants.RESOURCE_LOADERS, "string");
    engine.setProperty(
        "resource.loader.string.class",
        "org.apache.velocity.runtime.resource.loader.StringResourceLoader");
    engine.setProperty(RuntimeConstants.MAX_NUMBER_LOOPS, "1000");
    engine.setProperty(RuntimeConstants.CUSTOM_DIRECTIVES, TemplateLoop.class.getName());
    // Macros and templates in templates can call themselves without end.
    engine.setProperty(RuntimeConstants.VM_PERM_ALLOW_INLINE, false);
    engine.setProperty(RuntimeConstants.VM_LIBRARY, "");
    engine.init();
    List.of("define", "evaluate", "include", "parse").forEach(engine::removeDirective);
    return engine;
  }

  /// What a template makes.
  sealed interface Rendered {}

  /// Its output.
  record Text(String text) implements Rendered {}

  /// Why there is none, for the log.
  record Problem(String what) implements Rendered {}

  /// What the template makes of its input.
  ///
  /// @param context `$context`, in which a template may set overrides
  static Rendered render(
      String template, TemplateInput input, Map<String, Object> context, Fields stageVariables) {
    if (template.length() > MAX_TEMPLATE) {
      return new Problem("The template is larger than " + (MAX_TEMPLATE >> 10) + " KB.");
    }
    if ((long) input.getBody().length() * template.chars().filter(c -> c == '+').count()
        > MAX_JOINED) {
      return new Problem("The template joins too much text.");
    }
    var budget = new TemplateBudget(template.length());
    return ScopedValue.where(TemplateBudget.CURRENT, budget)
        .call(() -> render(template, seen(input, context, stageVariables, budget)));
  }

  private static VelocityContext seen(
      TemplateInput input,
      Map<String, Object> context,
      Fields stageVariables,
      TemplateBudget budget) {
    var seen =
        new VelocityContext() {
          @Override
          public @Nullable Object put(String name, @Nullable Object value) {
            if (value != null) {
              budget.made(value);
            }
            return super.put(name, value);
          }
        };
    var cartridge = new EventCartridge();
    cartridge.addReferenceInsertionEventHandler((c, reference, value) -> {
      var text = value == null ? null : String.valueOf(value);
      budget.made(text == null ? 0 : text.length());
      return text;
    });
    cartridge.attachToContext(seen);
    seen.put("input", input);
    seen.put("context", context);
    seen.put("stageVariables", TemplateInput.plain(stageVariables));
    seen.put("util", new TemplateFunctions());
    return seen;
  }

  private static Rendered render(String template, VelocityContext seen) {
    var out =
        new StringWriter() {
          @Override
          public void write(String text) {
            if (getBuffer().length() + (long) text.length() > MAX_OUTPUT) {
              throw new VelocityException("The output is too long.");
            }
            super.write(text);
          }
        };
    try {
      return ENGINE.evaluate(seen, out, "mapping template", template)
          ? new Text(out.toString())
          : new Problem("The template is none.");
    } catch (VelocityException | IllegalArgumentException | ClassCastException e) {
      return new Problem(String.valueOf(e.getMessage()));
    } catch (StackOverflowError e) {
      // A list that contains itself, or blocks in blocks without end.
      return new Problem("The template is nested too deeply.");
    }
  }
}
