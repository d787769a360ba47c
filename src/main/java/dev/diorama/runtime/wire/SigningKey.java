package dev.diorama.runtime.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The key with which one day's requests to one service are signed, derived from a secret key.
final class SigningKey {
  private final byte[] key;

  private SigningKey(byte[] key) {
    this.key = key;
  }

  static SigningKey of(String secretAccessKey, Signature signature) {
    var day = hmac(("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8), signature.date());
    var service = hmac(hmac(day, signature.region()), signature.service());
    return new SigningKey(hmac(service, "aws4_request"));
  }

  /// The signature of a string to sign, in lower-case hexadecimal.
  String sign(String text) {
    return HexFormat.of().formatHex(hmac(key, text));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /// The SHA-256 of `bytes` in lower-case hexadecimal.
  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Whether two signatures are equal, in a time that does not say where they differ.
  static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
