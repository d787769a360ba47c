package dev.diorama.policy;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// Reads the cases below `cases`, one a line, a file for each topic. A policy is written as its
/// list of statements, which stands for a document of version `2012-10-17`, or as a whole document.
final class PolicyCases {
  private PolicyCases() {}

  static List<Fields> read() {
    var folder = PolicyCases.class.getResource("cases");
    if (folder == null) {
      throw new IllegalStateException("no cases");
    }
    try (var files = Files.list(Path.of(folder.toURI()))) {
      var cases = new ArrayList<Fields>();
      for (var file : files.sorted().toList()) {
        Files.readAllLines(file).forEach(line -> cases.add((Fields) json(line)));
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Value json(String text) {
    try {
      return Json.read(text);
    } catch (JsonException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  static Request request(Fields c) {
    var context = new HashMap<String, List<String>>();
    c.fields("context")
        .values()
        .keySet()
        .forEach(key -> context.put(key, c.fields("context").texts(key)));
    return new Request(
        principal(c.text("principal").orElseThrow()),
        c.text("action").orElseThrow(),
        c.text("resource").orElseThrow(),
        c.text("account").orElseThrow(),
        new RequestContext(context));
  }

  /// A role session of the drawing is written `role ARN#session name`, a federated user `ARN|ARN of
  /// the user`, all others as [Principal#parse] reads them.
  private static Principal principal(String text) {
    int hash = text.indexOf('#');
    if (hash > 0) {
      return new Principal.RoleSession(
          text.substring(0, hash), "AROAORDERS", text.substring(hash + 1));
    }
    int bar = text.indexOf('|');
    if (bar > 0) {
      return new Principal.FederatedUser(text.substring(0, bar), text.substring(bar + 1));
    }
    return text.contains(":user/")
        ? new Principal.User(text, "AIDABOBSID77")
        : Principal.parse(text, RequestContext.EMPTY).orElseThrow();
  }

  static PolicySet policies(Fields c) {
    var resource =
        c.get("trust").isPresent()
            ? List.of(policy(c.get("trust").get(), PolicyKind.TRUST))
            : one(c, "resourcePolicy", PolicyKind.RESOURCE).stream().toList();
    return new PolicySet(
        one(c, "identity", PolicyKind.IDENTITY).stream().toList(),
        resource,
        one(c, "boundary", PolicyKind.BOUNDARY).map(List::of),
        one(c, "session", PolicyKind.SESSION).map(List::of),
        levels(c, "scps", PolicyKind.SERVICE_CONTROL),
        levels(c, "rcps", PolicyKind.RESOURCE_CONTROL),
        one(c, "vpcEndpointPolicy", PolicyKind.VPC_ENDPOINT),
        c.flag("blockPublicAccess"));
  }

  private static Optional<Policy> one(Fields c, String name, PolicyKind kind) {
    return c.get(name).map(v -> policy(v, kind));
  }

  private static List<List<Policy>> levels(Fields c, String name, PolicyKind kind) {
    return c.list(name).stream().map(level -> List.of(policy(level, kind))).toList();
  }

  static Policy policy(Value written, PolicyKind kind) {
    var document =
        written instanceof Items statements
            ? Fields.EMPTY.with("Version", "2012-10-17").with("Statement", statements)
            : written;
    return Policy.compile(kind.name(), kind, Optional.empty(), document);
  }
}
