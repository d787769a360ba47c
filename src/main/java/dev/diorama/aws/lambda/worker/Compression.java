package dev.diorama.aws.lambda.worker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/// What `node:zlib` calculates (nodejs.org/api/zlib.html).
final class Compression {
  private Compression() {}

  /// Compresses or expands.
  ///
  /// @param kind as the function of `node:zlib` is called, as `gunzip`
  /// @param base64 the data
  /// @param level from 0 to 9, or -1 for the default
  /// @param limit how many bytes may come out
  /// @return the data in Base64, or `!code|message` if there is an error
  static String convert(String kind, String base64, int level, long limit) {
    var data = Base64.getDecoder().decode(base64);
    try {
      return Base64.getEncoder().encodeToString(converted(kind, data, level, limit));
    } catch (ZipException e) {
      return "!Z_DATA_ERROR|"
          + ("Not in GZIP format".equals(e.getMessage())
              ? "incorrect header check"
              : e.getMessage());
    } catch (TooLarge e) {
      return "!ERR_BUFFER_TOO_LARGE|Cannot create a Buffer larger than " + limit + " bytes";
    } catch (IOException e) {
      return "!Z_BUF_ERROR|unexpected end of file";
    }
  }

  private static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private static byte[] converted(String kind, byte[] data, int level, long limit)
      throws IOException {
    if (kind.equals("gzip")) {
      var out = new ByteArrayOutputStream();
      try (OutputStream zip = new LevelledGzip(out, level)) {
        zip.write(data);
      }
      return out.toByteArray();
    }
    try (var in = opened(kind, data, level)) {
      var out = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, limit));
      if (in.read() >= 0) {
        throw new TooLarge();
      }
      return out;
    }
  }

  private static InputStream opened(String kind, byte[] data, int level) throws IOException {
    var in = new ByteArrayInputStream(data);
    return switch (kind) {
      case "deflate" -> new DeflaterInputStream(in, new Deflater(level));
      case "deflateRaw" -> new DeflaterInputStream(in, new Deflater(level, true));
      case "inflate" -> new InflaterInputStream(in);
      case "inflateRaw" -> new InflaterInputStream(in, new Inflater(true));
      case "unzip" ->
          data.length > 1 && (data[0] & 0xff) == 0x1f && (data[1] & 0xff) == 0x8b
              ? new GZIPInputStream(in)
              : new InflaterInputStream(in);
      default -> new GZIPInputStream(in);
    };
  }

  private static final class LevelledGzip extends GZIPOutputStream {
    LevelledGzip(OutputStream out, int level) throws IOException {
      super(out);
      def.setLevel(level);
    }
  }
}
