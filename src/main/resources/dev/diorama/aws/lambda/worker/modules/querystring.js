// node:querystring: nodejs.org/api/querystring.html.
const { URLSearchParams } = require('url');
function parse(text) {
  const out = {};
  for (const [k, v] of new URLSearchParams(text)) {
    out[k] = k in out ? [].concat(out[k], v) : v;
  }
  return out;
}
const stringify = (object) =>
  Object.entries(object)
    .flatMap(([k, v]) => [].concat(v).map((x) => `${encodeURIComponent(k)}=${encodeURIComponent(x)}`))
    .join('&');
module.exports = { parse, stringify, decode: parse, encode: stringify, escape: encodeURIComponent, unescape: decodeURIComponent };
