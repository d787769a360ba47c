package dev.diorama.aws.apigateway;

import java.io.IOException;
import java.io.Writer;
import org.apache.velocity.context.InternalContextAdapter;
import org.apache.velocity.runtime.directive.Foreach;
import org.apache.velocity.runtime.parser.node.Node;

/// `#foreach` that counts its rounds. Public, since the template engine makes it by name.
public final class TemplateLoop extends Foreach {
  @Override
  protected void renderBlock(InternalContextAdapter context, Writer writer, Node node)
      throws IOException {
    TemplateBudget.CURRENT.get().round();
    super.renderBlock(context, writer, node);
  }
}
