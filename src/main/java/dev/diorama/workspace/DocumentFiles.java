package dev.diorama.workspace;

import dev.diorama.json.Json;
import dev.diorama.model.Document;
import dev.diorama.model.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Opens and saves `.diorama` files. Opening never writes. Saving is atomic: a crash leaves either
/// the old file or the new one, never half of one.
public final class DocumentFiles {
  /// The file name's ending.
  public static final String EXTENSION = ".diorama";

  private static final String BYTE_ORDER_MARK = "\ufeff";

  private DocumentFiles() {}

  /// Opens a file.
  ///
  /// @throws DocumentException if it cannot be read or is not a document; the message says what to
  ///   do
  public static Document read(Path file) throws DocumentException {
    if (Files.isDirectory(file)) {
      throw failure("document.folder", file, "", null);
    }
    try (var in = Files.newInputStream(file)) {
      // A pipe or a device tells no size, and may never end.
      var bytes = in.readNBytes(Json.MAX_LENGTH + 1);
      if (bytes.length > Json.MAX_LENGTH) {
        throw failure("document.tooLarge", file, Json.MAX_LENGTH >> 20, null);
      }
      return DocumentFormat.read(text(bytes));
    } catch (DocumentException e) {
      throw e.line() == 0 ? e : e.in(file);
    } catch (NoSuchFileException e) {
      throw failure("document.noFile", file, "", e);
    } catch (AccessDeniedException e) {
      throw failure("document.denied", file, "", e);
    } catch (IOException e) {
      throw failure("document.unreadable", file, String.valueOf(e.getMessage()), e);
    }
  }

  /// The text in `bytes`, without the mark that some editors put before UTF-8.
  private static String text(byte[] bytes) throws DocumentException {
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate(bytes.length);
    if (StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError()) {
      var before = out.flip().toString();
      int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
      int column = before.length() - before.lastIndexOf('\n');
      throw new DocumentException(
          Message.of("document.notUtf8", line, column), line, column, Optional.empty());
    }
    var text = out.flip().toString();
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  /// The folder in which a document stands, beside its handler code.
  public static Optional<Path> folder(Path file) {
    return Optional.ofNullable(file.toAbsolutePath().getParent());
  }

  /// Saves a document, in place of what the file held.
  ///
  /// @throws DocumentException if it cannot be written; the old file is untouched then
  public static void write(Document document, Path file) throws DocumentException {
    var target = file.toAbsolutePath();
    var bytes = ByteBuffer.wrap(DocumentFormat.write(document).getBytes(StandardCharsets.UTF_8));
    Optional<Path> temporary = Optional.empty();
    try {
      // A link is kept: what it points at is replaced.
      var real = Files.exists(target) ? target.toRealPath() : target;
      var beside = beside(real);
      temporary = Optional.of(beside);
      try (var channel =
          FileChannel.open(beside, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      keepPermissions(real, beside);
      move(beside, real);
    } catch (IOException e) {
      throw failure("document.unwritable", file, reason(e), e);
    } finally {
      temporary.ifPresent(DocumentFiles::deleteQuietly);
    }
  }

  /// A name beside `file` that nothing has. Not [Files#createTempFile], whose files nobody else may
  /// read: a saved document has the permissions of any new file.
  private static Path beside(Path file) {
    var name =
        ".diorama-%s.tmp".formatted(Long.toUnsignedString(new SecureRandom().nextLong(), 36));
    return file.resolveSibling(name);
  }

  /// What the old file's owner allowed to whom holds for the new one.
  private static void keepPermissions(Path from, Path to) throws IOException {
    // The file's store is not asked: in a container it may not be found.
    var before = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    var after = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (before != null && after != null && Files.exists(from)) {
      after.setPermissions(before.readAttributes().permissions());
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It was only a temporary copy; the save itself has succeeded or failed on its own.
    }
  }

  /// Java's message is often no more than a file's name, here even one that the user never gave.
  private static Object reason(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> Message.of("document.reason.noFolder");
      case AccessDeniedException denied -> Message.of("document.reason.denied");
      case FileSystemException f when f.getReason() != null -> f.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }

  private static DocumentException failure(
      String key, Path file, Object detail, @Nullable Throwable cause) {
    return new DocumentException(Message.of(key, file, detail), 0, 0, Optional.ofNullable(cause));
  }
}
