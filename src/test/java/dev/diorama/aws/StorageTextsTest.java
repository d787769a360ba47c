package dev.diorama.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.aws.logs.LogsService;
import dev.diorama.aws.s3.S3Service;
import dev.diorama.aws.sqs.SqsService;
import dev.diorama.catalog.PropertySpec;
import dev.diorama.catalog.Texts;
import dev.diorama.service.ServiceDefinition;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StorageTextsTest {
  static Stream<ServiceDefinition> services() {
    return Stream.of(new S3Service(), new SqsService(), new LogsService());
  }

  @ParameterizedTest
  @MethodSource("services")
  void everythingHasATextInBothLanguages(ServiceDefinition service) {
    for (var locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
      var texts = new Texts(locale, List.of(service.messages()));
      var keys =
          Stream.of(
                  service.resourceTypes().stream()
                      .flatMap(t ->
                          Stream.concat(
                              Stream.of("type." + t.name(), "type." + t.name() + ".description"),
                              properties(t.name().value(), t.properties()))),
                  service.connectionTypes().stream()
                      .flatMap(t ->
                          Stream.concat(
                              Stream.of("connection." + t.name()),
                              properties(t.name().value(), t.properties()))),
                  service.rules().stream()
                      .flatMap(r ->
                          Stream.of(
                              "rule." + r.info().id() + ".title",
                              "rule." + r.info().id() + ".description",
                              "rule." + r.info().id() + ".message")))
              .flatMap(k -> k)
              .toList();
      assertThat(keys).as(locale.toString()).allMatch(texts::has);
      assertThat(keys).map(texts::text).noneMatch(t -> t.contains("''"));
    }
  }

  private static Stream<String> properties(String type, List<PropertySpec> properties) {
    return properties.stream().map(p -> "property." + type + "." + p.path());
  }
}
