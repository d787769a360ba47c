package dev.diorama.ui.canvas;

import dev.diorama.ui.theme.Icons;
import javafx.scene.Node;
import javafx.scene.image.ImageView;
import javafx.stage.Screen;

/// Icons as nodes, sharp on the screen with the highest scale.
public record FxIcons(IconSource source) implements Icons {
  @Override
  public Node icon(String name, double size) {
    double scale =
        Screen.getScreens().stream().mapToDouble(Screen::getOutputScaleX).max().orElse(1);
    var view = new ImageView(source.icon(name, (int) Math.ceil(size), Math.max(1, scale)));
    view.setFitWidth(size);
    view.setFitHeight(size);
    return view;
  }
}
