// @smithy/node-http-handler: only how long a client waits has a meaning here.
class NodeHttpHandler {
  constructor(options = {}) {
    Object.assign(this, typeof options === 'function' ? {} : options);
  }
  static create(options) {
    return options instanceof NodeHttpHandler ? options : new NodeHttpHandler(options);
  }
  destroy() {}
}
module.exports = { NodeHttpHandler, NodeHttp2Handler: class extends NodeHttpHandler {} };
