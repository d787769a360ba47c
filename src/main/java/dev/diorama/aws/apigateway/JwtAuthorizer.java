package dev.diorama.aws.apigateway;

import dev.diorama.json.Json;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The JWT authorizer of an HTTP API. On AWS it fetches the keys from its issuer; here they are
/// drawn beside it, so that nothing leaves the machine. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html`.
///
/// @param keys the issuer's JSON Web Key Set; RSA keys, as API Gateway supports no others
record JwtAuthorizer(String issuer, List<String> audience, Fields keys, String identitySource) {

  /// The authorizer that is drawn on an API.
  static JwtAuthorizer of(Resource api) {
    var drawn = api.properties().fields("JwtConfiguration");
    return new JwtAuthorizer(
        drawn.text("Issuer").orElse(""),
        drawn.texts("Audience"),
        drawn.fields("Jwks"),
        drawn.text("IdentitySource").orElse("$request.header.Authorization"));
  }

  /// Whether the request may go on: signature, issuer, audience, times, scopes.
  ///
  /// @param now against which `exp`, `nbf` and `iat` are held
  Authorizers.Outcome check(ApiRequest request, RouteMatch match, Instant now) {
    var token = token(request).filter(t -> !t.isEmpty());
    var verified = token.flatMap(this::verified);
    var claims = verified.filter(c -> isCurrent(c, now));
    if (claims.isEmpty()) {
      return new Authorizers.Refused(
          ApiFailures.noValidToken(token.isPresent(), token.flatMap(t -> problem(t, verified))));
    }
    var wanted = match.integration().settings().texts("AuthorizationScopes");
    var scopes = scopes(claims.get());
    if (!wanted.isEmpty() && wanted.stream().noneMatch(scopes::contains)) {
      return new Authorizers.Refused(ApiFailures.forbidden());
    }
    var texts = Fields.EMPTY;
    for (var e : claims.get().values().entrySet()) {
      texts = texts.with(e.getKey(), text(e.getValue()));
    }
    return new Authorizers.Granted(
        Fields.EMPTY
            .with("claims", texts)
            .with("scopes", wanted.isEmpty() ? Value.Null.NULL : Value.texts(scopes)));
  }

  private Optional<String> token(ApiRequest request) {
    var parts = identitySource.split("\\.", 3);
    var found =
        parts.length < 3
            ? Optional.<String>empty()
            : parts[1].equals("querystring")
                ? Optional.ofNullable(request.query().get(parts[2])).map(List::getFirst)
                : request.header(parts[2]);
    return found.map(t -> t.replaceFirst("(?i)^Bearer ", "").trim());
  }

  /// The claims, if one of the keys has signed them.
  private Optional<Fields> verified(String token) {
    var parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      var header = ApiJson.fields(Base64.getUrlDecoder().decode(parts[0]));
      var key = key(header.text("kid"));
      var algorithm = algorithm(header.text("alg").orElse(""));
      if (key.isEmpty() || algorithm.isEmpty()) {
        return Optional.empty();
      }
      var signature = Signature.getInstance(algorithm.get());
      signature.initVerify(key.get());
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      return signature.verify(Base64.getUrlDecoder().decode(parts[2]))
          ? Optional.of(ApiJson.fields(Base64.getUrlDecoder().decode(parts[1])))
          : Optional.empty();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // A token that cannot be read is one that nobody has signed.
      return Optional.empty();
    }
  }

  /// What is wrong with a token, where AWS is known to say it.
  private Optional<String> problem(String token, Optional<Fields> verified) {
    if (token.split("\\.", -1).length != 3) {
      return Optional.of("token contains an invalid number of segments");
    }
    return verified
        .filter(c -> !isForAudience(c))
        .map(c -> "the token does not have a valid audience");
  }

  /// The client counts only where no audience is told.
  private boolean isForAudience(Fields claims) {
    var named = claims.get("aud").isPresent() ? claims.texts("aud") : claims.texts("client_id");
    return named.stream().anyMatch(audience::contains);
  }

  private static Optional<String> algorithm(String name) {
    return switch (name) {
      case "RS256" -> Optional.of("SHA256withRSA");
      case "RS384" -> Optional.of("SHA384withRSA");
      case "RS512" -> Optional.of("SHA512withRSA");
      default -> Optional.empty();
    };
  }

  /// A token must name its key.
  private Optional<PublicKey> key(Optional<String> id) throws GeneralSecurityException {
    for (var each : keys.list("keys")) {
      if (each instanceof Fields key
          && id.isPresent()
          && key.text("kid").equals(id)
          && key.text("kty").filter("RSA"::equals).isPresent()) {
        return Optional.of(
            KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e"))));
      }
    }
    return Optional.empty();
  }

  private static BigInteger number(Fields key, String member) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(key.text(member).orElse("")));
  }

  private boolean isCurrent(Fields claims, Instant now) {
    long seconds = now.getEpochSecond();
    return claims.text("iss").filter(issuer::equals).isPresent()
        && isForAudience(claims)
        && claims.number("exp").filter(t -> t > seconds).isPresent()
        && claims.number("nbf").filter(t -> t > seconds).isEmpty()
        && claims.number("iat").filter(t -> t > seconds).isEmpty();
  }

  private static List<String> scopes(Fields claims) {
    return claims
        .text("scope")
        .map(s -> List.of(s.split(" ", -1)))
        .orElseGet(() -> claims.texts("scp"));
  }

  private static String text(Value value) {
    return value instanceof Value.Text t ? t.value() : Json.write(value);
  }
}
