package dev.diorama.workspace;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Document;
import dev.diorama.model.Message;
import dev.diorama.model.Value;
import dev.diorama.reachability.AccountNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A folder with what `aws ec2 describe-…` printed, one file for each command, as `Vpcs.json`.
///
/// @param files what was read, by file name without `.json`; a missing file is left out
/// @param warnings files that cannot be read
public record AccountFolder(Map<String, Value> files, List<Message> warnings) {
  public AccountFolder {
    files = Map.copyOf(files);
    warnings = List.copyOf(warnings);
  }

  /// Reads a folder. Never fails: a file that cannot be read counts as missing and is a warning.
  public static AccountFolder read(Path folder) {
    var files = new LinkedHashMap<String, Value>();
    var warnings = new ArrayList<Message>();
    for (var name : AccountNetwork.FILES) {
      var file = folder.resolve(name + ".json");
      if (!Files.isRegularFile(file)) {
        continue;
      }
      try {
        if (Files.size(file) > Json.MAX_LENGTH) {
          warnings.add(Message.of("account.tooLarge", file, Json.MAX_LENGTH >> 20));
        } else {
          files.put(name, Json.read(Files.readAllBytes(file)));
        }
      } catch (JsonException e) {
        warnings.add(Message.of("account.notJson", file, e.line(), e.column()));
      } catch (IOException e) {
        warnings.add(Message.of("account.unreadable", file, String.valueOf(e.getMessage())));
      }
    }
    return new AccountFolder(files, warnings);
  }

  /// The account's networks as a drawing, laid out.
  public Document document() {
    var drawing = AccountNetwork.draw(files);
    return Document.EMPTY.with(drawing).with(NestedLayout.of(drawing));
  }

  /// The account's networks.
  public AccountNetwork network() {
    return AccountNetwork.read(files);
  }
}
