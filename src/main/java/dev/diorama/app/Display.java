package dev.diorama.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Finds out whether a display answers, before JavaFX starts: GTK ends the whole process where
/// `DISPLAY` names an X server that is gone.
final class Display {
  private static final Pattern NAME = Pattern.compile("([^:]*):([0-9]{1,5})(\\.[0-9]+)?");
  private static final int X11_PORT = 6000;
  private static final int TIMEOUT_MILLIS = 1000;

  private Display() {}

  /// Whether windows can be opened.
  ///
  /// @param environment the process's environment variables
  /// @param osName the value of `os.name`
  static boolean answers(Map<String, String> environment, String osName) {
    var os = osName.toLowerCase(Locale.ROOT);
    if (os.contains("windows") || os.contains("mac")) {
      return true;
    }
    var matcher = NAME.matcher(environment.getOrDefault("DISPLAY", ""));
    if (!matcher.matches()) {
      return false;
    }
    int number = Integer.parseInt(matcher.group(2));
    var host = matcher.group(1);
    boolean here = host.isEmpty() || host.equals("unix");
    return here ? localServerAnswers(number) : remoteServerAnswers(host, number);
  }

  private static boolean localServerAnswers(int number) {
    var socket = Path.of("/tmp/.X11-unix/X" + number);
    if (!Files.exists(socket)) {
      return remoteServerAnswers("localhost", number);
    }
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean remoteServerAnswers(String host, int number) {
    try (var channel = SocketChannel.open()) {
      channel.socket().connect(new InetSocketAddress(host, X11_PORT + number), TIMEOUT_MILLIS);
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
