package dev.diorama.catalog;

import dev.diorama.model.Message;
import dev.diorama.model.Value.Fields;
import java.util.List;
import java.util.Optional;

/// A call that a person can make to a drawn resource while it runs, as uploading a file to a
/// bucket.
///
/// @param operation service prefix and operation, as `s3:PutObject`
/// @param label what it is called in a menu
/// @param input the members that are given already; members that name the resource itself may be
///   left out
/// @param asked the members, all texts, that the person is asked for, by dotted path as
///   `Key.name.S`; what `input` has there is the suggestion
/// @param file where the file goes for a call that takes one
public record ManualCall(
    String operation, Message label, Fields input, List<String> asked, Optional<FileMembers> file) {

  /// The members that a file fills.
  ///
  /// @param name gets the file's name
  /// @param content gets its bytes
  /// @param contentType gets its media type, if there is such a member
  public record FileMembers(String name, String content, Optional<String> contentType) {}

  public ManualCall {
    asked = List.copyOf(asked);
  }

  /// A call that needs nothing from the person.
  public static ManualCall of(String operation, Message label, Fields input) {
    return new ManualCall(operation, label, input, List.of(), Optional.empty());
  }
}
