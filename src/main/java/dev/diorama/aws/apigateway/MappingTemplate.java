package dev.diorama.aws.apigateway;

import dev.diorama.model.Value.Fields;
import java.io.StringWriter;
import java.util.Map;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.apache.velocity.exception.VelocityException;
import org.apache.velocity.runtime.RuntimeConstants;

/// Mapping templates, written in the Velocity Template Language. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html`.
///
/// A template sees `$input`, `$context`, `$stageVariables` and `$util` and nothing else: no
/// classes, no files, no other templates, loops of at most 1,000 rounds, and no more output than a
/// request may have.
final class MappingTemplate {
  ///
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html`
  static final int MAX_TEMPLATE = 300 << 10;

  private static final int MAX_OUTPUT = 10 << 20;
  private static final VelocityEngine ENGINE = engine();

  private MappingTemplate() {}

  private static VelocityEngine engine() {
    var engine = new VelocityEngine();
    engine.setProperty(
        RuntimeConstants.UBERSPECT_CLASSNAME,
        "org.apache.velocity.util.introspection.SecureUberspector");
    engine.setProperty(RuntimeConstants.RESOURCE_LOADERS, "string");
    engine.setProperty(
        "resource.loader.string.class",
        "org.apache.velocity.runtime.resource.loader.StringResourceLoader");
    engine.setProperty(RuntimeConstants.MAX_NUMBER_LOOPS, "1000");
    engine.setProperty(RuntimeConstants.VM_MAX_DEPTH, "20");
    engine.setProperty(RuntimeConstants.VM_LIBRARY, "");
    engine.init();
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
    var seen = new VelocityContext();
    seen.put("input", input);
    seen.put("context", context);
    seen.put("stageVariables", TemplateInput.plain(stageVariables));
    seen.put("util", new TemplateFunctions());
    var out =
        new StringWriter() {
          @Override
          public void write(String text) {
            if (getBuffer().length() + (long) text.length() > MAX_OUTPUT) {
              throw new VelocityException("the output is too long");
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
    }
  }
}
