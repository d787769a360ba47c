package dev.diorama.aws.lambda.worker;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// What `node:crypto` calculates, by the Java runtime's own providers (nodejs.org/api/crypto.html).
final class Cryptography {
  private static final int TAG_BITS = 128;

  /// More rounds than anybody needs; a greater number would hold the environment's thread.
  private static final int MAX_ROUNDS = 2_000_000;

  private Cryptography() {}

  /// A hash, or an HMAC if there is a key.
  ///
  /// @param algorithm as `sha256` or `md5`
  /// @param base64 the data
  /// @param key in Base64
  /// @return in Base64; empty if there is no such algorithm
  static Optional<String> digest(String algorithm, String base64, Optional<String> key) {
    var data = Base64.getDecoder().decode(base64);
    var number = algorithm.replaceFirst("^sha-?", "");
    try {
      byte[] answer;
      if (key.isPresent()) {
        var secret = Base64.getDecoder().decode(key.get());
        answer = mac(algorithm, secret).doFinal(data);
      } else {
        answer =
            MessageDigest.getInstance(algorithm.equals("md5") ? "MD5" : "SHA-" + number)
                .digest(data);
      }
      return Optional.of(Base64.getEncoder().encodeToString(answer));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      return Optional.empty();
    }
  }

  private static Mac mac(String algorithm, byte[] key)
      throws NoSuchAlgorithmException, InvalidKeyException {
    var name =
        algorithm.equals("md5") ? "HmacMD5" : "HmacSHA" + algorithm.replaceFirst("^sha-?", "");
    var mac = Mac.getInstance(name);
    // Java takes no empty key; zeros up to the block's size are the same to HMAC (RFC 2104).
    mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, name));
    return mac;
  }

  /// Ciphers, signatures and derived keys.
  ///
  /// @param kind `encrypt`, `decrypt`, `sign`, `verify` or `pbkdf2`
  /// @param algorithm the mode of AES, or the hash
  /// @param data what the kind needs, each in Base64, joined by `|`
  /// @return in Base64, or `!message` if there is an error
  static String calculate(String kind, String algorithm, String data) {
    var parts = List.of(data.split("\\|", -1));
    try {
      byte[] answer =
          switch (kind) {
            case "sign" -> sign(algorithm, text(parts.get(0)), bytes(parts.get(1)));
            case "verify" ->
                verify(algorithm, text(parts.get(0)), bytes(parts.get(1)), bytes(parts.get(2)));
            case "pbkdf2" ->
                derive(
                    algorithm,
                    bytes(parts.get(0)),
                    bytes(parts.get(1)),
                    Integer.parseInt(parts.get(2)),
                    Integer.parseInt(parts.get(3)));
            default ->
                aes(
                    kind.equals("encrypt") ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE,
                    algorithm,
                    parts.stream().map(Cryptography::bytes).toList());
          };
      return Base64.getEncoder().encodeToString(answer);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return "!" + message(kind, e);
    }
  }

  private static String message(String kind, Exception e) {
    return kind.equals("decrypt")
        ? "Unsupported state or unable to authenticate data"
        : String.valueOf(e.getMessage());
  }

  private static byte[] bytes(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  private static String text(String base64) {
    return new String(bytes(base64), StandardCharsets.UTF_8);
  }

  /// @param parts the key, the initialization vector, what is authenticated besides, and the data
  private static byte[] aes(int mode, String algorithm, List<byte[]> parts)
      throws GeneralSecurityException {
    boolean raw = algorithm.endsWith("-raw");
    var name = algorithm.replace("-raw", "").toUpperCase(Locale.ROOT);
    boolean stream = name.equals("GCM") || name.equals("CTR");
    var cipher =
        Cipher.getInstance("AES/" + name + (stream || raw ? "/NoPadding" : "/PKCS5Padding"));
    var key = new SecretKeySpec(parts.get(0), "AES");
    var iv = parts.get(1);
    switch (name) {
      case "GCM" -> {
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(parts.get(2));
      }
      case "ECB" -> cipher.init(mode, key);
      default -> cipher.init(mode, key, new IvParameterSpec(iv));
    }
    return cipher.doFinal(parts.get(3));
  }

  /// RFC 8018, 5.2, with passwords that are bytes.
  private static byte[] derive(
      String algorithm, byte[] password, byte[] salt, int rounds, int length)
      throws GeneralSecurityException {
    if (rounds < 1 || rounds > MAX_ROUNDS || length < 0 || length > 1 << 20) {
      throw new IllegalArgumentException(
          "pbkdf2 takes 1 to " + MAX_ROUNDS + " iterations and up to 1 MiB here");
    }
    var mac = mac(algorithm, password);
    var out = new byte[length];
    for (int block = 1, at = 0; at < length; block++, at += mac.getMacLength()) {
      mac.update(salt);
      var last =
          mac.doFinal(
              new byte[] {
                (byte) (block >>> 24), (byte) (block >>> 16), (byte) (block >>> 8), (byte) block
              });
      var sum = last.clone();
      for (int i = 1; i < rounds; i++) {
        last = mac.doFinal(last);
        for (int j = 0; j < sum.length; j++) {
          sum[j] ^= last[j];
        }
      }
      System.arraycopy(sum, 0, out, at, Math.min(sum.length, length - at));
    }
    return out;
  }

  private static byte[] sign(String hash, String pem, byte[] data) throws GeneralSecurityException {
    PrivateKey key =
        key(pem, (factory, der) -> factory.generatePrivate(new PKCS8EncodedKeySpec(der)));
    var signature = Signature.getInstance(name(hash, key.getAlgorithm()));
    signature.initSign(key);
    signature.update(data);
    return signature.sign();
  }

  private static byte[] verify(String hash, String pem, byte[] data, byte[] signed)
      throws GeneralSecurityException {
    PublicKey key =
        pem.contains("BEGIN CERTIFICATE")
            ? CertificateFactory.getInstance("X.509")
                .generateCertificate(
                    new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                .getPublicKey()
            : key(pem, (factory, der) -> factory.generatePublic(new X509EncodedKeySpec(der)));
    var signature = Signature.getInstance(name(hash, key.getAlgorithm()));
    signature.initVerify(key);
    signature.update(data);
    boolean holds;
    try {
      holds = signature.verify(signed);
    } catch (GeneralSecurityException e) {
      // What is no signature at all verifies nothing.
      holds = false;
    }
    return new byte[] {(byte) (holds ? 1 : 0)};
  }

  private static String name(String hash, String algorithm) {
    return "SHA" + hash.replaceFirst("^sha-?", "") + "with" + algorithm.replace("EC", "ECDSA");
  }

  /// Makes a key of its DER form.
  @FunctionalInterface
  private interface Reader<K> {
    K read(KeyFactory factory, byte[] der) throws GeneralSecurityException;
  }

  private static <K> K key(String pem, Reader<K> reader) throws GeneralSecurityException {
    if (pem.contains("BEGIN RSA ") || pem.contains("BEGIN EC ")) {
      throw new InvalidKeyException(
          "Diorama's embedded Node.js reads keys in PKCS #8 and SPKI form (BEGIN PRIVATE KEY, BEGIN"
              + " PUBLIC KEY) only");
    }
    var der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]*-----", ""));
    for (var algorithm : Arrays.asList("RSA", "EC")) {
      try {
        return reader.read(KeyFactory.getInstance(algorithm), der);
      } catch (InvalidKeySpecException e) {
        // It may be the other.
      }
    }
    throw new InvalidKeyException("The key is neither RSA nor EC");
  }
}
