package dev.diorama.catalog;

import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.Environment;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// What a resource type knows about its resources, beyond their properties. A service implements
/// what applies; everything else stays empty. Facets are pure functions of their arguments.
public interface Facets {

  /// Facets of a type about which there is nothing to say.
  Facets NONE = new Facets() {};

  /// The physical id or name, as a bucket's name; the logical id where nothing else is set.
  default String physicalId(Resource resource, Environment environment) {
    return resource.logicalId();
  }

  /// What `{"Ref": …}` and `${LogicalId}` give; the physical id for most types, a queue's URL.
  default String ref(Resource resource, Environment environment) {
    return physicalId(resource, environment);
  }

  /// The ARN, if resources of this type have one.
  default Optional<String> arn(Resource resource, Environment environment) {
    return Optional.empty();
  }

  /// The ARN that Lambda polls, for event sources: the ARN itself, a table's stream ARN.
  default Optional<String> eventSourceArn(Resource resource, Environment environment) {
    return arn(resource, environment);
  }

  /// What to write into a policy for calls on `arn`, which is this resource's or one below it: the
  /// same, with a star where AWS chooses a part only when the resource is made, as the label of a
  /// table's stream.
  default String policyArn(Resource resource, String arn) {
    return arn;
  }

  /// The policies that say what this identity may do, its boundary and its trust policy included
  /// (roles only).
  default List<AttachedPolicy> identityPolicies(Resource resource, Architecture drawing) {
    return List.of();
  }

  /// A role's properties if `document` were the only policy that gives it permissions; what bounds
  /// it stays. Empty for what has no identity-based policies.
  default Optional<Fields> withIdentityPolicy(Resource role, Fields document) {
    return Optional.empty();
  }

  /// The policies on this resource that say who may use it.
  default List<AttachedPolicy> resourcePolicies(Resource resource, Architecture drawing) {
    return List.of();
  }

  /// Whether S3 Block Public Access keeps callers from outside the account out of this resource
  /// where its policy is public.
  default boolean blocksPublicAccess(Resource resource) {
    return false;
  }

  /// The role whose permissions this resource's calls have.
  default Optional<ResourceId> role(Resource resource, Architecture drawing) {
    return Optional.empty();
  }

  /// What must hold for this resource to be set off at all, whoever does it: for a Lambda function,
  /// that Lambda may assume its role. Asked of the target of every connection that invokes it.
  default List<Need> activationNeeds(Resource resource, Architecture drawing, Catalog catalog) {
    return List.of();
  }

  /// The calls that AWS itself makes as this resource's role, whatever is drawn: for a Lambda
  /// function log delivery, and the network interfaces of a function in a VPC. The target is the
  /// resource itself.
  default List<Need.Call> serviceCalls(Resource resource, Architecture drawing, Catalog catalog) {
    return List.of();
  }

  /// The condition keys that the credentials of `call`, which this resource makes, put into the
  /// request, as `lambda:SourceFunctionArn`. A call without `via` is one that AWS makes on the
  /// resource's behalf.
  default Map<String, String> credentialKeys(
      Resource resource, Need.Call call, Environment environment) {
    return Map.of();
  }

  /// The condition keys of `call`, a call on this resource, whose values the caller's software
  /// decides, as the TLS version: the key in lower case, and all values that it can have. Neither a
  /// drawing nor a run says which it is; the first is what a run takes. An empty value stands for a
  /// request without the key.
  ///
  /// @param signed whether the request is signed
  default Map<String, List<Optional<String>>> clientKeys(Need.Call call, boolean signed) {
    return Map.of();
  }

  /// The condition keys that every request to this resource has if `call` does not say otherwise,
  /// as `lambda:InvokedViaFunctionUrl`.
  default Map<String, String> requestKeys(Resource resource, Need.Call call) {
    return Map.of();
  }

  /// How this resource stands in a VPC; empty if it stands in none.
  default Optional<NetworkAttachment> attachment(Resource resource, Architecture drawing) {
    return Optional.empty();
  }

  /// Short facts for the card on the canvas, property to value, as `Timeout` → `30 s`; at most
  /// three. A value that needs words has the text `highlight.<type>.<property>`, in which it is
  /// `{0}`.
  default SequencedMap<String, String> highlights(Resource resource) {
    return new LinkedHashMap<>();
  }

  /// The calls that a person can make to this resource while it runs, most usual first; the first
  /// one that takes a file is what dropping a file on the resource does.
  default List<ManualCall> manualCalls(Resource resource, Architecture drawing, Catalog catalog) {
    return List.of();
  }

  /// How a person works with this resource by hand while it runs; empty where [#manualCalls] are
  /// all there is.
  default Optional<Console> console(Resource resource) {
    return Optional.empty();
  }

  /// An event as the target of `connection` gets it along that connection, with the drawing's own
  /// names, to try the target with. Asked of the source first, then of the target; empty for a
  /// connection that brings no events or is another's to know.
  default Optional<Fields> sampleEvent(
      Connection connection, Architecture drawing, Catalog catalog) {
    return Optional.empty();
  }

  /// The routes at which this resource serves HTTP requests, in the order in which they were drawn.
  default List<Route> routes(Resource resource, Architecture drawing, Catalog catalog) {
    return List.of();
  }

  /// Where a run serves this resource's routes, below the run's endpoint URL and without a slash at
  /// the end, as `/_aws/execute-api/a1b2c3d4e5/prod`; empty for what serves no routes.
  default Optional<String> urlPath(Resource resource) {
    return Optional.empty();
  }

  /// A route of an API.
  ///
  /// @param method the HTTP method in capitals, `ANY`, or `$connect` where clients open WebSockets
  /// @param path as drawn, with its parameters, as `/photos/{id}`
  /// @param scheme of its URL, as `http` or `ws`
  record Route(String method, String path, String scheme) {
    /// A route for HTTP requests.
    public Route(String method, String path) {
      this(method, path, "http");
    }
  }
}
