package dev.diorama.aws.apigateway;

import dev.diorama.model.Value.Fields;
import java.io.StringWriter;
import java.util.Optional;
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

  /// What the template makes of its input; empty if it is no template or fails.
  static Optional<String> render(
      String template, TemplateInput input, Fields context, Fields stageVariables) {
    if (template.length() > MAX_TEMPLATE) {
      return Optional.empty();
    }
    var seen = new VelocityContext();
    seen.put("input", input);
    seen.put("context", TemplateInput.plain(context));
    seen.put("stageVariables", TemplateInput.plain(stageVariables));
    seen.put("util", new TemplateFunctions());
    var out =
        new StringWriter() {
          @Override
          public void write(String text) {
            if (getBuffer().length() + text.length() > MAX_OUTPUT) {
              throw new VelocityException("the output is too long");
            }
            super.write(text);
          }
        };
    try {
      return ENGINE.evaluate(seen, out, "mapping template", template)
          ? Optional.of(out.toString())
          : Optional.empty();
    } catch (VelocityException | IllegalArgumentException | ClassCastException e) {
      return Optional.empty();
    }
  }
}
