package dev.diorama.aws.s3;

import dev.diorama.model.Value.Fields;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/// Checks the digests that a caller sends along:
/// `docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html`. CRC64NVME
/// is kept as sent, unchecked.
final class Checksums {
  /// Sixteen bytes in Base64.
  private static final Pattern MD5 = Pattern.compile("[A-Za-z0-9+/]{22}==");

  private static final List<String> CHECKED = List.of("CRC32", "CRC32C", "SHA1", "SHA256");

  private Checksums() {}

  static void verify(Fields input, byte[] content) throws S3Exception {
    var md5 = input.text("ContentMD5");
    if (md5.isPresent() && !MD5.matcher(md5.get()).matches()) {
      throw new S3Exception("InvalidDigest", "The Content-MD5 you specified was invalid.", 400);
    }
    if (md5.isPresent() && !md5.get().equals(base64(Bucket.md5(content)))) {
      throw new S3Exception(
          "BadDigest",
          "The Content-MD5 you specified did not match what we received.",
          400,
          Fields.EMPTY
              .with("ExpectedDigest", md5.get())
              .with("CalculatedDigest", base64(Bucket.md5(content))));
    }
    for (var algorithm : CHECKED) {
      var given = input.text("Checksum" + algorithm);
      if (given.isPresent() && !given.get().equals(base64(digest(algorithm, content)))) {
        throw new S3Exception(
            "BadDigest",
            "The " + algorithm + " you specified did not match the calculated checksum.",
            400);
      }
    }
  }

  private static byte[] digest(String algorithm, byte[] content) {
    return switch (algorithm) {
      case "CRC32" -> crc(new CRC32(), content);
      case "CRC32C" -> crc(new CRC32C(), content);
      case "SHA1" -> hash("SHA-1", content);
      default -> hash("SHA-256", content);
    };
  }

  private static byte[] crc(Checksum checksum, byte[] content) {
    checksum.update(content, 0, content.length);
    return ByteBuffer.allocate(Integer.BYTES).putInt((int) checksum.getValue()).array();
  }

  private static byte[] hash(String algorithm, byte[] content) {
    try {
      return MessageDigest.getInstance(algorithm).digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
