package dev.diorama.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Document;
import dev.diorama.workspace.Check;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ExportTest {

  private static String svg(Document document) {
    return DiagramSvg.svg(
        document,
        Drawings.studio(),
        Check.NONE,
        Drawings.texts(Locale.JAPANESE),
        CanvasColors.LIGHT);
  }

  private static org.w3c.dom.Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  @Test
  void svgIsWellFormedAndHasEveryNameAsText() throws Exception {
    var document = Drawings.network();
    var xml = parsed(svg(document));
    assertThat(xml.getDocumentElement().getTagName()).isEqualTo("svg");
    var text = xml.getDocumentElement().getTextContent();
    document
        .architecture()
        .resources()
        .values()
        .forEach(r -> assertThat(text).contains(r.logicalId()));
  }

  @Test
  void hostileNamesStayText() throws Exception {
    var name = "</title><script>alert(\"1\")</script>&\u0001\uFFFE";
    var xml = parsed(svg(new Drawings().card(name, "AWS::S3::Bucket", 0, 0).document()));
    assertThat(xml.getElementsByTagName("script").getLength()).isZero();
  }

  @Test
  void svgNamesNoOtherFile() {
    assertThat(svg(Drawings.photos())).doesNotContain("href=\"http").doesNotContain("href=\"/");
  }

  @Test
  void pngHasTheSizeOfTheDrawingTimesTheScale() throws Exception {
    var png =
        DiagramImage.png(
            new Drawings().card("A", "AWS::S3::Bucket", 100, 100).document(),
            Drawings.studio(),
            Check.NONE,
            Drawings.texts(Locale.ENGLISH),
            CanvasColors.DARK,
            2);
    var image = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(image.getWidth()).isEqualTo((200 + 64) * 2);
    assertThat(image.getHeight()).isEqualTo((64 + 64) * 2);
  }

  @Test
  void anEmptyDocumentIsAnEmptyPicture() throws Exception {
    assertThat(parsed(svg(Document.EMPTY)).getElementsByTagName("text").getLength()).isZero();
  }

  @Test
  void aHugeDrawingBecomesSmallerInsteadOfExhaustingMemory() {
    var image =
        DiagramImage.image(
            new Drawings()
                .card("A", "AWS::S3::Bucket", 0, 0)
                .card("B", "AWS::S3::Bucket", 200_000, 200_000)
                .document(),
            Drawings.studio(),
            Check.NONE,
            Drawings.texts(Locale.ENGLISH),
            CanvasColors.LIGHT,
            1);
    assertThat((long) image.getWidth() * image.getHeight()).isLessThan(101_000_000L);
  }
}
