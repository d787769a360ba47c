package dev.diorama.ui.canvas;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Architecture;
import dev.diorama.model.Bounds;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.Document;
import dev.diorama.model.Layout;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.workspace.OpenDocument;
import dev.diorama.workspace.Studio;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.application.Platform;

/// Builds drawings for tests.
public final class Drawings {
  private Architecture drawing = Architecture.EMPTY;
  private Layout layout = Layout.EMPTY;

  /// The studio of the sample types.
  public static Studio studio() {
    return new Studio(List.of(new SampleService()));
  }

  /// Texts of canvas, player and sample types.
  public static Texts texts(Locale locale) {
    return new Texts(
        locale,
        List.of(
            "dev.diorama.ui.canvas.messages",
            "dev.diorama.ui.player.messages",
            "dev.diorama.ui.canvas.sample"));
  }

  /// An id.
  public static ResourceId id(String value) {
    return new ResourceId(value);
  }

  /// Adds a card at a place.
  public Drawings card(String name, String type, double x, double y) {
    return node(name, type, "", Fields.EMPTY, new Bounds(x, y, 200, 64));
  }

  /// Adds a node.
  public Drawings node(
      String name, String type, String container, Fields properties, Bounds bounds) {
    unplaced(name, type, container, properties);
    layout = layout.with(id(name), bounds);
    return this;
  }

  /// Adds a node that the layout does not place.
  public Drawings unplaced(String name, String type, String container, Fields properties) {
    drawing =
        drawing.with(
            new Resource(
                id(name),
                new ResourceTypeName(type),
                name,
                container.isEmpty() ? Optional.empty() : Optional.of(id(container)),
                properties));
    return this;
  }

  /// Adds a connection named `source-target`.
  public Drawings connect(String source, String type, String target, String... properties) {
    var fields = Fields.EMPTY;
    for (int i = 0; i < properties.length; i += 2) {
      fields = fields.with(properties[i], Value.of(properties[i + 1]));
    }
    drawing =
        drawing.with(
            new Connection(
                new ConnectionId(source + "-" + target),
                new ConnectionTypeName(type),
                id(source),
                id(target),
                fields));
    return this;
  }

  /// Adds a grid of functions `N0`, `N1`, …, each connected to the next and to the one below.
  public Drawings grid(int nodes, int columns) {
    var resources = new LinkedHashMap<ResourceId, Resource>();
    var connections = new LinkedHashMap<ConnectionId, Connection>();
    var bounds = new LinkedHashMap<ResourceId, Bounds>();
    for (int i = 0; i < nodes; i++) {
      var id = id("N" + i);
      var type = new ResourceTypeName(i % 3 == 0 ? "AWS::SQS::Queue" : "AWS::Lambda::Function");
      resources.put(id, new Resource(id, type, "N" + i, Optional.empty(), Fields.EMPTY));
      int row = i / columns;
      bounds.put(id, new Bounds((i % columns) * 320.0, row * 160.0, 200, 64));
      for (int next : new int[] {i + 1, i + columns}) {
        if (next < nodes) {
          var connection = new ConnectionId("C" + i + "-" + next);
          connections.put(
              connection,
              new Connection(
                  connection,
                  new ConnectionTypeName("lambda:EventSourceMapping"),
                  id,
                  id("N" + next),
                  Fields.EMPTY));
        }
      }
    }
    drawing = new Architecture(drawing.environment(), resources, connections);
    layout = new Layout(bounds);
    return this;
  }

  /// The document.
  public Document document() {
    return Document.EMPTY.with(drawing).with(layout);
  }

  /// The document, open on the JavaFX thread.
  public static OpenDocument open(Document document) {
    return open(document, Platform::runLater);
  }

  /// The document, open; what the checker says comes by `ownThread`.
  public static OpenDocument open(Document document, Executor ownThread) {
    return new OpenDocument(studio(), document, Optional.empty(), ownThread);
  }

  /// Upload → function → table → API → browser.
  public static Document photos() {
    return new Drawings()
        .node(
            "Browser",
            "Diorama::Client",
            "",
            Fields.EMPTY.with("Kind", "browser"),
            new Bounds(40, 200, 200, 64))
        .card("Uploads", "AWS::S3::Bucket", 400, 40)
        .node(
            "IndexPhoto",
            "AWS::Lambda::Function",
            "",
            Fields.EMPTY.with("Timeout", 30).with("MemorySize", 512),
            new Bounds(760, 40, 200, 80))
        .node(
            "Photos",
            "AWS::DynamoDB::Table",
            "",
            Fields.EMPTY.with("BillingMode", "PAY_PER_REQUEST"),
            new Bounds(1120, 200, 200, 64))
        .card("PhotoApi", "AWS::ApiGatewayV2::Api", 400, 360)
        .node(
            "ReadPhotoWithAVeryLongNameIndeed",
            "AWS::Lambda::Function",
            "",
            Fields.EMPTY.with("Timeout", 3),
            new Bounds(760, 360, 200, 64))
        .card("IndexPhotoRole", "AWS::IAM::Role", 760, 200)
        .card("Logs", "AWS::Logs::LogGroup", 1120, 40)
        .connect("Browser", "s3:Write", "Uploads")
        .connect("Browser", "execute-api:Invoke", "PhotoApi")
        .connect("Uploads", "s3:Notification", "IndexPhoto")
        .connect("IndexPhoto", "dynamodb:Write", "Photos")
        .connect("IndexPhoto", "logs:Write", "Logs")
        .connect(
            "PhotoApi",
            "apigateway:Integration",
            "ReadPhotoWithAVeryLongNameIndeed",
            "RouteKey",
            "GET /photos/{id}")
        .connect("ReadPhotoWithAVeryLongNameIndeed", "dynamodb:Read", "Photos")
        .document();
  }

  /// A function in a VPC with a database, a NAT gateway and two Availability Zones.
  public static Document network() {
    return new Drawings()
        .node("Vpc", "AWS::EC2::VPC", "", cidr("10.0.0.0/16"), new Bounds(320, 0, 900, 560))
        .node(
            "ZoneA",
            "Diorama::AvailabilityZone",
            "Vpc",
            Fields.EMPTY,
            new Bounds(344, 56, 400, 480))
        .node(
            "ZoneC",
            "Diorama::AvailabilityZone",
            "Vpc",
            Fields.EMPTY,
            new Bounds(784, 56, 400, 480))
        .node(
            "PublicA",
            "AWS::EC2::Subnet",
            "ZoneA",
            cidr("10.0.0.0/24").with("MapPublicIpOnLaunch", Value.of(true)),
            new Bounds(368, 104, 352, 160))
        .node(
            "PrivateA",
            "AWS::EC2::Subnet",
            "ZoneA",
            cidr("10.0.1.0/24").with("MapPublicIpOnLaunch", Value.of(false)),
            new Bounds(368, 320, 352, 176))
        .node(
            "PrivateC",
            "AWS::EC2::Subnet",
            "ZoneC",
            cidr("10.0.2.0/24").with("MapPublicIpOnLaunch", Value.of(false)),
            new Bounds(808, 320, 352, 176))
        .node("Nat", "AWS::EC2::NatGateway", "PublicA", Fields.EMPTY, new Bounds(440, 160, 200, 64))
        .node(
            "Orders",
            "AWS::RDS::DBInstance",
            "PrivateC",
            Fields.EMPTY,
            new Bounds(880, 392, 200, 64))
        .node(
            "Worker",
            "AWS::Lambda::Function",
            "PrivateA",
            Fields.EMPTY.with("Timeout", 30),
            new Bounds(440, 392, 200, 64))
        .card("Queue", "AWS::SQS::Queue", 0, 392)
        .card("DeadLetters", "AWS::SQS::Queue", 0, 496)
        .card("Reports", "AWS::S3::Bucket", 1300, 120)
        .connect("Queue", "lambda:EventSourceMapping", "Worker")
        .connect("Queue", "sqs:Redrive", "DeadLetters")
        .connect("Worker", "rds:Connect", "Orders")
        .connect("Worker", "s3:Write", "Reports")
        .document();
  }

  private static Fields cidr(String block) {
    return Fields.EMPTY.with("CidrBlock", block);
  }
}
