package dev.diorama.runtime;

import dev.diorama.access.Access;
import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Category;
import dev.diorama.model.Architecture;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.runtime.RuntimeContext.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The keys with which drawn resources sign. They are made from the logical id alone, so that a
/// client that was set up for one run works in the next. They open nothing but this loopback port.
///
/// The form is AWS's: twenty characters beginning with `AKIA` for long-term keys and `ASIA` for the
/// temporary ones of a role session, which alone have a session token
/// (`docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids`).
/// Clients outside AWS, as the person at the keyboard, have long-term keys, so that an access key
/// and a secret are all that has to be pasted into a shell; their calls still have the drawn role.
final class CallerKeys {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final Architecture drawing;
  private final Catalog catalog;
  private final Access access;
  private final Map<String, ResourceId> byAccessKey = new LinkedHashMap<>();

  CallerKeys(Architecture drawing, Catalog catalog, Access access) {
    this.drawing = drawing;
    this.catalog = catalog;
    this.access = access;
    for (var resource : drawing.resources().values()) {
      if (catalog.has(resource, Capability.CALLER)) {
        byAccessKey.putIfAbsent(of(resource).accessKeyId(), resource.id());
      }
    }
  }

  /// The keys of a resource, drawn or not.
  Credentials of(ResourceId id) {
    return drawing
        .resource(id)
        .map(this::of)
        .orElseGet(() -> credentials("id:" + id.value(), "AKIA"));
  }

  private Credentials of(Resource resource) {
    boolean outside =
        catalog.type(resource.type()).filter(t -> t.category() == Category.CLIENT).isPresent();
    boolean temporary = !outside && access.role(resource.id()).isPresent();
    return credentials(resource.logicalId(), temporary ? "ASIA" : "AKIA");
  }

  /// The drawn caller to whom an access key belongs.
  Optional<ResourceId> owner(String accessKeyId) {
    return Optional.ofNullable(byAccessKey.get(accessKeyId));
  }

  private static Credentials credentials(String seed, String prefix) {
    var key = new StringBuilder(prefix);
    var bytes = sha256("access key of " + seed);
    for (int i = 0; i < 16; i++) {
      key.append(LETTERS.charAt(bytes[i] & 31));
    }
    // Thirty bytes are forty characters of Base64, which is how long AWS's secret keys are.
    var secret = Base64.getEncoder().encodeToString(sha256("secret key of " + seed));
    var token =
        prefix.equals("ASIA")
            ? Base64.getEncoder().encodeToString(sha256("session token of " + seed))
            : "";
    return new Credentials(key.toString(), secret.substring(0, 40), token);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
