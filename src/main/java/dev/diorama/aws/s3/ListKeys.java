package dev.diorama.aws.s3;

import dev.diorama.model.Value.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The condition keys of a listing:
/// `docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html`.
final class ListKeys {
  private ListKeys() {}

  /// `s3:prefix`, `s3:delimiter` and `s3:max-keys`, each only if the request has it.
  static Map<String, List<String>> context(Fields input) {
    var keys = new LinkedHashMap<String, List<String>>();
    input.text("Prefix").ifPresent(v -> keys.put("s3:prefix", List.of(v)));
    input.text("Delimiter").ifPresent(v -> keys.put("s3:delimiter", List.of(v)));
    input.number("MaxKeys").ifPresent(v -> keys.put("s3:max-keys", List.of(Long.toString(v))));
    return keys;
  }
}
