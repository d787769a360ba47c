package dev.diorama.runtime.wire;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.wire.WireProtocol.WireException;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads XML into fields: an element with elements inside becomes fields, any other one a text, and
/// several of the same name a list. Attributes and namespaces are left out. Documents with a
/// document type, and so with entities of their own, are refused, as is nesting beyond 100 levels.
public final class XmlReader {
  private static final int MAX_DEPTH = 100;

  private XmlReader() {}

  /// A document.
  ///
  /// @param root the root element's local name
  public record Document(String root, Fields content) {}

  /// Reads a whole document.
  ///
  /// @throws WireException with S3's `MalformedXML`
  ///   (`docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html`) if it is not well formed
  public static Document read(Value.Blob xml) throws WireException {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      var reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml.bytes()));
      try {
        for (int event = reader.next();
            event != XMLStreamConstants.START_ELEMENT;
            event = reader.next()) {
          if (event == XMLStreamConstants.DTD) {
            throw malformed();
          }
        }
        var root = reader.getLocalName();
        var content = element(reader, 1);
        while (reader.hasNext()) {
          reader.next();
        }
        return new Document(root, content instanceof Fields f ? f : Fields.EMPTY);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      throw malformed();
    }
  }

  private static WireException malformed() {
    return new WireException(
        new Failure(
            "MalformedXML",
            "The XML you provided was not well-formed or did not validate against our published"
                + " schema",
            400));
  }

  /// Reads from behind a start tag to behind its end tag.
  private static Value element(XMLStreamReader reader, int depth)
      throws XMLStreamException, WireException {
    if (depth > MAX_DEPTH) {
      throw malformed();
    }
    var text = new StringBuilder();
    Map<String, List<Value>> children = new LinkedHashMap<>();
    while (true) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT ->
            children
                .computeIfAbsent(reader.getLocalName(), n -> new ArrayList<>())
                .add(element(reader, depth + 1));
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text.append(reader.getText());
        case XMLStreamConstants.ENTITY_REFERENCE -> throw malformed();
        case XMLStreamConstants.END_ELEMENT -> {
          return children.isEmpty() ? Value.of(text.toString()) : fields(children);
        }
        default -> {
          // Comments and processing instructions say nothing.
        }
      }
    }
  }

  private static Fields fields(Map<String, List<Value>> children) {
    var result = new LinkedHashMap<String, Value>();
    children.forEach((name, values) ->
        result.put(name, values.size() == 1 ? values.getFirst() : new Items(values)));
    return new Fields(result);
  }
}
