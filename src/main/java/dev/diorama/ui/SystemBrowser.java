package dev.diorama.ui;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import javafx.application.Platform;

/// Opens pages in the user's browser, with the program that the operating system has for it.
final class SystemBrowser {
  private SystemBrowser() {}

  /// Opens an address beside the interface's thread, or does `failed` on it.
  static void open(String address, Runnable failed) {
    Thread.ofVirtual()
        .name("diorama-browser")
        .start(() -> {
          try {
            open(address);
          } catch (IOException e) {
            Platform.runLater(failed);
          }
        });
  }

  /// Opens an `http` or `https` address.
  ///
  /// @throws IOException if there is no such program, or the address is no web address
  private static void open(String address) throws IOException {
    var full = address.contains("://") ? address : "https://" + address;
    if (!full.matches("https?://[^\\s\"'<>|^`\\\\]+")) {
      throw new IOException(address);
    }
    var system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    var command =
        system.contains("win")
            ? List.of("rundll32", "url.dll,FileProtocolHandler", full)
            : List.of(system.contains("mac") ? "open" : "xdg-open", full);
    new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
