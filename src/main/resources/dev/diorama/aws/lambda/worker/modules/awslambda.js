// The global `awslambda` of Lambda's Node.js runtimes, for handlers that stream their answer:
// docs.aws.amazon.com/lambda/latest/dg/config-rs-write-functions.html. The answer is collected and
// goes out when its stream ends.
const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');
class HttpResponseStream {
  /** Puts status and headers before the body, as function URLs read them: JSON and eight zeros. */
  static from(stream, metadata) {
    stream.setContentType('application/vnd.awslambda.http-integration-response');
    stream.write(JSON.stringify(metadata));
    stream.write(Buffer.alloc(8));
    return stream;
  }
}
module.exports = {
  STREAMING,
  streamifyResponse: (handler) => {
    handler[STREAMING] = 'response';
    return handler;
  },
  HttpResponseStream,
};
