package dev.diorama.aws.apigateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/// Many WebSocket clients, bare sockets, in a process of their own: the two ends of 10,000
/// connections need more file descriptors than one process may have on many systems. Opens them,
/// says `open`, waits for a line, sends a message on each, reads all the answers, says `answered`
/// and waits for the end of its input.
final class WebSocketClients {
  private WebSocketClients() {}

  /// Opens the connections and holds the conversation.
  ///
  /// @param arguments the URL and the number of connections
  public static void main(String[] arguments) throws IOException {
    var url = URI.create(arguments[0]);
    int count = Integer.parseInt(arguments[1]);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var sockets = new ArrayList<SocketChannel>();
    for (int i = 0; i < count; i++) {
      sockets.add(open(url));
    }
    System.out.println("open");
    in.readLine();
    for (var socket : sockets) {
      send(socket);
    }
    for (var socket : sockets) {
      receive(socket);
    }
    System.out.println("answered");
    in.readLine();
    for (var socket : sockets) {
      socket.close();
    }
  }

  private static SocketChannel open(URI url) throws IOException {
    var socket =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), url.getPort()));
    var head =
        """
        GET %s HTTP/1.1
        Host: localhost
        Connection: Upgrade
        Upgrade: websocket
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

        """
            .formatted(url.getPath())
            .replace("\n", "\r\n");
    socket.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
    var answer = ByteBuffer.allocate(1024);
    socket.read(answer);
    if (answer.get(9) != '1' || answer.get(11) != '1') {
      throw new IOException(new String(answer.array(), StandardCharsets.US_ASCII));
    }
    return socket;
  }

  /// The text `ping`, masked with zeros.
  private static void send(SocketChannel socket) throws IOException {
    socket.write(
        ByteBuffer.wrap(new byte[] {(byte) 0x81, (byte) 0x84, 0, 0, 0, 0, 'p', 'i', 'n', 'g'}));
  }

  private static void receive(SocketChannel socket) throws IOException {
    var answer = ByteBuffer.allocate(6);
    while (answer.hasRemaining()) {
      if (socket.read(answer) < 0) {
        throw new IOException("the connection has ended");
      }
    }
  }
}
