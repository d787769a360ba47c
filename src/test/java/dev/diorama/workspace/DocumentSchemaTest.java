package dev.diorama.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentSchemaTest {
  private static final Schema SCHEMA = schema();

  private static Schema schema() {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(
              Files.readString(
                  Path.of("src/main/resources/dev/diorama/workspace/diorama-1.schema.json")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<Path> samples() throws IOException {
    return DocumentFormatTest.samples();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everySampleFollowsTheSchema(Path sample) throws IOException {
    assertThat(SCHEMA.validate(Files.readString(sample), InputFormat.JSON)).isEmpty();
  }

  @Test
  void theSchemaRefusesAResourceWithoutAType() {
    var text =
        """
        {"format": "diorama", "formatVersion": 1, "resources": {"a": {"logicalId": "A"}}}
        """;
    assertThat(SCHEMA.validate(text, InputFormat.JSON)).hasSize(1);
  }
}
