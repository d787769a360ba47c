package dev.diorama.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.catalog.Need;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DynamoDbServiceTest {

  @Test
  void facetsTellArnsAndKeys() {
    var drawing = TableDrawing.drawing(TableDrawing.EVERYTHING);
    var catalog = TableDrawing.catalog();
    var photos = drawing.resource(TableDrawing.PHOTOS).orElseThrow();
    var orders = drawing.resource(TableDrawing.ORDERS).orElseThrow();
    var facets = catalog.facets(photos);
    assertThat(facets.arn(photos, drawing.environment()))
        .contains("arn:aws:dynamodb:us-east-1:123456789012:table/Photos");
    assertThat(facets.eventSourceArn(photos, drawing.environment()))
        .contains(
            "arn:aws:dynamodb:us-east-1:123456789012:table/Photos/stream/2026-01-01T00:00:00.000");
    assertThat(facets.eventSourceArn(orders, drawing.environment())).isEmpty();
    assertThat(facets.physicalId(orders, drawing.environment())).isEqualTo("orders");
    assertThat(facets.highlights(orders)).containsEntry("KeySchema", "customer (S), number (N)");
    assertThat(facets.highlights(photos)).containsEntry("StreamViewType", "NEW_AND_OLD_IMAGES");
  }

  @Test
  void aConnectionNeedsItsActionsOnTheTable() {
    var drawing = TableDrawing.drawing(TableDrawing.EVERYTHING);
    var catalog = TableDrawing.catalog();
    var writes = drawing.connection(TableDrawing.WRITES).orElseThrow();
    assertThat(catalog.needs(drawing, writes))
        .extracting(n -> ((Need.Call) n).action())
        .containsExactly("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem");
    var only =
        new Connection(
            new ConnectionId("one"),
            new ConnectionTypeName("dynamodb:Read"),
            TableDrawing.CALLER,
            TableDrawing.ORDERS,
            Fields.EMPTY.with("Actions", Value.texts(List.of("dynamodb:Scan"))));
    assertThat(catalog.needs(drawing, only))
        .extracting(n -> ((Need.Call) n).action())
        .containsExactly("dynamodb:Scan");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ja"})
  void everyTextIsThereInEachLanguage(String language) {
    var service = new DynamoDbService();
    var texts = new Texts(Locale.forLanguageTag(language), List.of(service.messages()));
    var keys = new ArrayList<String>();
    for (var type : service.resourceTypes()) {
      keys.add("type." + type.name().value());
      keys.add("type." + type.name().value() + ".description");
      type.properties().forEach(p -> keys.add("property." + type.name().value() + "." + p.path()));
    }
    for (var type : service.connectionTypes()) {
      keys.add("connection." + type.name().value());
      type.properties().forEach(p -> keys.add("property." + type.name().value() + "." + p.path()));
    }
    keys.add("count.items");
    assertThat(keys).allMatch(texts::has);
  }
}
