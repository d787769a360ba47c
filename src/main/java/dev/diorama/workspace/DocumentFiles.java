package dev.diorama.workspace;

import dev.diorama.json.Json;
import dev.diorama.model.Document;
import dev.diorama.model.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Opens and saves `.diorama` files. Opening never writes. Saving is atomic: a crash leaves either
/// the old file or the new one, never half of one.
public final class DocumentFiles {
  /// The file name's ending.
  public static final String EXTENSION = ".diorama";

  private DocumentFiles() {}

  /// Opens a file.
  ///
  /// @throws DocumentException if it cannot be read or is not a document; the message says what to
  ///   do
  public static Document read(Path file) throws DocumentException {
    if (Files.isDirectory(file)) {
      throw failure("document.folder", file, "", null);
    }
    try {
      if (Files.size(file) > Json.MAX_LENGTH) {
        throw failure("document.tooLarge", file, Json.MAX_LENGTH >> 20, null);
      }
      var text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file)));
      return DocumentFormat.read(text.toString());
    } catch (CharacterCodingException e) {
      throw failure("document.notUtf8", file, "", e);
    } catch (NoSuchFileException e) {
      throw failure("document.noFile", file, "", e);
    } catch (AccessDeniedException e) {
      throw failure("document.denied", file, "", e);
    } catch (IOException e) {
      throw failure("document.unreadable", file, String.valueOf(e.getMessage()), e);
    }
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
      var beside = Files.createTempFile(real.getParent(), ".diorama-", ".tmp");
      temporary = Optional.of(beside);
      try (var channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      move(beside, real);
    } catch (IOException e) {
      throw failure("document.unwritable", file, String.valueOf(e.getMessage()), e);
    } finally {
      temporary.ifPresent(DocumentFiles::deleteQuietly);
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

  private static DocumentException failure(
      String key, Path file, Object detail, @Nullable Throwable cause) {
    return new DocumentException(Message.of(key, file, detail), 0, 0, Optional.ofNullable(cause));
  }
}
