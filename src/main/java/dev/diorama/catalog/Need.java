package dev.diorama.catalog;

import dev.diorama.model.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Something that a connection's intent needs in order to work. Rules ask whether it is granted; a
/// run makes exactly these calls.
public sealed interface Need {

  /// Who makes the call.
  Caller caller();

  /// A call to AWS.
  ///
  /// @param action the IAM action, as `dynamodb:PutItem`
  /// @param resource the ARN on which it is authorized; `*` for actions without a resource
  /// @param target the drawn resource that is called
  /// @param context condition keys that the call sets by itself, as `s3:prefix`
  /// @param via the AWS service whose endpoint the packets go to; empty when AWS itself makes the
  ///   call on the service plane (event source polling, notifications, log delivery)
  /// @param decisive which policies decide about the call
  record Call(
      Caller caller,
      String action,
      String resource,
      ResourceId target,
      Map<String, List<String>> context,
      Optional<String> via,
      Decisive decisive)
      implements Need {
    public Call {
      context = Map.copyOf(context);
    }

    /// A signed call, about which every policy decides.
    public Call(
        Caller caller,
        String action,
        String resource,
        ResourceId target,
        Map<String, List<String>> context,
        Optional<String> via) {
      this(caller, action, resource, target, context, via, Decisive.EVERY_POLICY);
    }
  }

  /// Which policies decide about a call.
  enum Decisive {
    /// All of them, as the call is signed.
    EVERY_POLICY,
    /// The policies of what is called, which have to allow it: nobody asks who calls, so that the
    /// caller is anonymous.
    RESOURCE_POLICY,
    /// The policies of what is called, which must not deny it: who calls is found out later, as by
    /// a Lambda authorizer.
    RESOURCE_DENIAL,
    /// None: all are asked as for a signed call, and who is refused gets another answer than who is
    /// allowed, but gets one.
    NONE
  }

  /// A TCP connection that is not an AWS call, as to a database or to the internet.
  record Packet(Caller caller, Destination destination) implements Need {}

  /// Who calls.
  sealed interface Caller {}

  /// A drawn resource with its role, from where it stands in the network.
  record ResourceCaller(ResourceId resource) implements Caller {}

  /// An AWS service acting for a drawn resource, as S3 for a bucket's notification.
  ///
  /// @param servicePrincipal as `s3.amazonaws.com`
  /// @param sourceArn the ARN on whose behalf the service calls (`aws:SourceArn`)
  record ServiceCaller(ResourceId resource, String servicePrincipal, String sourceArn)
      implements Caller {}

  /// Where packets go.
  sealed interface Destination {}

  /// The regional public endpoint of a service, by IAM prefix.
  record ServiceEndpoint(String service) implements Destination {}

  /// A drawn resource's interface.
  record ResourceInterface(ResourceId resource, int port) implements Destination {}

  /// A host outside AWS.
  record InternetHost(String host, int port) implements Destination {}
}
