package dev.diorama.judge;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Locale;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.utils.SdkAutoCloseable;
import software.amazon.awssdk.utils.builder.Buildable;

/// An AWS SDK client whose operations are called by name, with JSON.
///
/// The member `Body` stands for what is streamed: the text of an upload, the text of a download.
final class Engine implements AutoCloseable {
  private final String name;
  private final Class<?> api;
  private final SdkAutoCloseable client;

  /// @param api the SDK's interface, as `S3Client.class`
  Engine(String name, Class<?> api, SdkAutoCloseable client) {
    this.name = name;
    this.api = api;
    this.client = client;
  }

  /// Makes one call.
  ///
  /// @param operation AWS's name, as `PutObject`
  Answer call(String operation, Fields input) {
    try {
      var output = invoke(operation, input);
      if (output instanceof ResponseBytes<?> download) {
        return Answer.success(
            SdkShapes.read((SdkPojo) download.response())
                .with("Body", new String(download.asByteArrayUnsafe(), Bodies.CHARSET)));
      }
      return Answer.success(SdkShapes.read((SdkPojo) output));
    } catch (AwsServiceException e) {
      var details = e.awsErrorDetails();
      return new Answer(
          e.statusCode(),
          details == null || details.errorCode() == null ? "?" : details.errorCode(),
          details == null || details.errorMessage() == null ? "" : details.errorMessage(),
          SdkShapes.read(e));
    }
  }

  private Object invoke(String operation, Fields input) {
    var method = operation.substring(0, 1).toLowerCase(Locale.ROOT) + operation.substring(1);
    try {
      if (operation.equals("GetObject")) {
        var request = request(operation, input);
        return found(method + "AsBytes", request.getClass()).invoke(client, request);
      }
      if (operation.equals("PutObject") || operation.equals("UploadPart")) {
        var request = request(operation, input.without("Body"));
        var body =
            RequestBody.fromBytes(
                input.get("Body").flatMap(Value::asText).orElse("").getBytes(Bodies.CHARSET));
        return found(method, request.getClass(), RequestBody.class).invoke(client, request, body);
      }
      var request = request(operation, input);
      return found(method, request.getClass()).invoke(client, request);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(operation, e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no operation " + operation, e);
    }
  }

  private Method found(String method, Class<?>... parameters) throws NoSuchMethodException {
    return api.getMethod(method, parameters);
  }

  private Object request(String operation, Fields input) throws ReflectiveOperationException {
    var type = Class.forName(api.getPackageName() + ".model." + operation + "Request");
    var builder = (SdkPojo) type.getMethod("builder").invoke(null);
    SdkShapes.fill(builder, input);
    return ((Buildable) builder).build();
  }

  @Override
  public void close() {
    client.close();
  }

  @Override
  public String toString() {
    return name;
  }
}
