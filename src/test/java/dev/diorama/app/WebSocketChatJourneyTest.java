package dev.diorama.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.ResourceId;
import dev.diorama.runtime.EventJson;
import dev.diorama.runtime.RunningSystem;
import dev.diorama.runtime.RuntimeContext.Credentials;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// The chat with real WebSocket clients, and `@connections` requests that AWS's own signer signs.
class WebSocketChatJourneyTest {
  private static final Path FILE = Samples.named("websocket-chat");
  private static final Pattern ID = Pattern.compile("\"ConnectionId\":\"([^\"]+)\"");

  /// What a client receives.
  private static final class Client implements WebSocket.Listener {
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      seen.add(data.toString());
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      seen.add("closed " + code);
      return null;
    }

    String next() throws InterruptedException {
      var next = seen.poll(30, TimeUnit.SECONDS);
      return next == null ? "nothing" : next;
    }
  }

  private static String base(RunningSystem system) {
    var architecture = Samples.read(FILE).architecture();
    var api = architecture.byLogicalId("ChatApi").orElseThrow();
    return system.endpointUrl() + Samples.STUDIO.catalog().facets(api).urlPath(api).orElseThrow();
  }

  private static WebSocket join(HttpClient http, RunningSystem system, String who, Client client) {
    var url = URI.create(base(system).replace("http:", "ws:") + "?token=" + who + "-ticket");
    return http.newWebSocketBuilder().buildAsync(url, client).join();
  }

  private static HttpResponse<String> signed(
      HttpClient http, RunningSystem system, String method, String id, String body)
      throws Exception {
    var url =
        URI.create(base(system) + "/@connections/" + URLEncoder.encode(id, StandardCharsets.UTF_8));
    var keys = system.credentials(new ResourceId("operator"));
    var request = SdkHttpRequest.builder().uri(url).method(SdkHttpMethod.fromValue(method)).build();
    var signed =
        AwsV4HttpSigner.create()
            .sign(r ->
                r.identity(identity(keys))
                    .request(request)
                    .payload(ContentStreamProvider.fromUtf8String(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"));
    var built = HttpRequest.newBuilder(url).method(method, BodyPublishers.ofString(body));
    signed
        .request()
        .headers()
        .forEach((name, values) -> {
          if (!name.equalsIgnoreCase("Host")) {
            values.forEach(v -> built.header(name, v));
          }
        });
    return http.send(built.build(), BodyHandlers.ofString());
  }

  private static AwsCredentialsIdentity identity(Credentials keys) {
    return AwsCredentialsIdentity.create(keys.accessKeyId(), keys.secretAccessKey());
  }

  @Test
  void twoPeopleTalkAndTheOperatorLooksOn() throws Exception {
    try (var system = Samples.live(Samples.read(FILE), FILE);
        var http = HttpClient.newHttpClient()) {
      var alice = new Client();
      var bob = new Client();
      var first = join(http, system, "alice", alice);
      var second = join(http, system, "bob", bob);
      try {
        first.sendText("{\"action\": \"send\", \"text\": \"Hello\"}", true).join();
        assertThat(alice.next()).isEqualTo("{\"from\":\"alice\",\"text\":\"Hello\"}");
        assertThat(bob.next()).isEqualTo("{\"from\":\"alice\",\"text\":\"Hello\"}");
        var id = aConnection(system);
        var found = signed(http, system, "GET", id, "");
        assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
        assertThat(found.body()).contains("\"connectedAt\":\"20", "\"sourceIp\":\"127.0.0.1\"");
        assertThat(signed(http, system, "POST", id, "soon closing").statusCode()).isEqualTo(200);
        assertThat(alice.next()).isEqualTo("soon closing");
        assertThat(signed(http, system, "DELETE", id, "").statusCode()).isEqualTo(204);
        assertThat(alice.next()).isEqualTo("closed 1000");
        var gone = signed(http, system, "POST", id, "x");
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(gone.headers().firstValue("x-amzn-ErrorType")).contains("GoneException");
        var unsigned =
            http.send(
                HttpRequest.newBuilder(URI.create(base(system) + "/@connections/" + id))
                    .POST(BodyPublishers.ofString("x"))
                    .build(),
                BodyHandlers.ofString());
        assertThat(unsigned.statusCode()).isEqualTo(403);
        assertThat(unsigned.body()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
      } finally {
        first.abort();
        second.abort();
      }
    }
  }

  /// The id of the first connection, as the log tells it.
  private static String aConnection(RunningSystem system) {
    return system.log().from(0).stream()
        .map(EventJson::line)
        .map(ID::matcher)
        .filter(m -> m.find())
        .map(m -> m.group(1))
        .findFirst()
        .orElseThrow();
  }
}
