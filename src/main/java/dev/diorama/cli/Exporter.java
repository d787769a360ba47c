package dev.diorama.cli;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Document;
import java.io.IOException;

/// Draws a document into a picture; the command line does not know how.
@FunctionalInterface
public interface Exporter {
  /// The picture's bytes.
  ///
  /// @throws IOException if the picture cannot be made
  byte[] draw(Document document, Texts texts, Format format, boolean dark) throws IOException;

  /// What a picture is written as.
  enum Format {
    /// Pixels, at twice the drawing's size.
    png,
    /// Vectors.
    svg
  }
}
