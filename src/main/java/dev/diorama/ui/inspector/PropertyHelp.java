package dev.diorama.ui.inspector;

import dev.diorama.catalog.PropertySpec;
import dev.diorama.catalog.Texts;
import dev.diorama.ui.theme.Controls;
import dev.diorama.ui.theme.Glyph;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.controlsfx.control.PopOver.ArrowLocation;

/// What a property means, in a bubble beside it, with the page of AWS's documentation. Escape or a
/// click elsewhere closes it.
final class PropertyHelp {
  private static final double WIDTH = 300;

  private final PropertySpec spec;
  private final Optional<String> help;
  private final Texts texts;
  private final Consumer<String> openLink;

  /// @param help what the property means, where the bundles say it
  PropertyHelp(PropertySpec spec, Optional<String> help, Texts texts, Consumer<String> openLink) {
    this.spec = spec;
    this.help = help;
    this.texts = texts;
    this.openLink = openLink;
  }

  /// Shows the bubble at the left of `owner`.
  PopOver show(Node owner) {
    var title = new Label(spec.path().toString());
    title.getStyleClass().add("strong");
    var box = new VBox(6, title);
    help.ifPresent(words -> box.getChildren().add(Controls.text(words)));
    var popOver = new PopOver(box);
    var link = new Hyperlink(texts.text("ui.source"), Glyph.LINK.node(12));
    link.setTooltip(Controls.tooltip(spec.source()));
    link.setOnAction(e -> {
      popOver.hide();
      openLink.accept(spec.source());
    });
    box.getChildren().add(link);
    box.getStyleClass().add("help-bubble");
    box.setPrefWidth(WIDTH);
    popOver.setArrowLocation(ArrowLocation.RIGHT_TOP);
    popOver.setDetachable(false);
    popOver.setAnimated(false);
    var sheets = Objects.requireNonNull(owner.getScene()).getStylesheets();
    popOver.getRoot().getStylesheets().addAll(sheets);
    popOver.show(owner);
    return popOver;
  }
}
