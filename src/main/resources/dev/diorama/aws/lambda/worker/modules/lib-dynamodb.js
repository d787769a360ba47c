// DynamoDBDocumentClient: DynamoDB's operations with plain JavaScript values:
// docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-aws-sdk-lib-dynamodb/.
const dynamodb = require('@aws-sdk/client-dynamodb');
const { paginate } = require('@diorama/sdk');
const { marshall, unmarshall, convertToAttr, convertToNative, NumberValueImpl } = require('@aws-sdk/util-dynamodb');

// Which members hold items: `item` maps names to values, `values` too, `conditions` hold lists of
// values (the legacy parameters).
const item = { in: (v, o) => v && marshall(v, o), out: (v, o) => v && unmarshall(v, o) };
const each = (shape) => ({ in: (v, o) => v?.map((x) => shape.in(x, o)), out: (v, o) => v?.map((x) => shape.out(x, o)) });
const record = (members) => {
  const own = Object.assign(Object.create(null), members);
  return { in: (v, o) => v && apply(v, own, 'in', o), out: (v, o) => v && apply(v, own, 'out', o) };
};
const map = (shape) => ({
  in: (v, o) => v && Object.fromEntries(Object.entries(v).map(([k, x]) => [k, shape.in(x, o)])),
  out: (v, o) => v && Object.fromEntries(Object.entries(v).map(([k, x]) => [k, shape.out(x, o)])),
});
const value = { in: (v, o) => convertToAttr(v, o), out: (v, o) => convertToNative(v, o) };
const values = map(value);
const write = record({ Item: item, Key: item, ExpressionAttributeValues: values });
const INPUT = {
  Item: item, Key: item, ExpressionAttributeValues: values, ExclusiveStartKey: item, Parameters: each(value),
  AttributeUpdates: map(record({ Value: value })),
  Expected: map(record({ Value: value, AttributeValueList: each(value) })),
  KeyConditions: map(record({ AttributeValueList: each(value) })),
  QueryFilter: map(record({ AttributeValueList: each(value) })),
  ScanFilter: map(record({ AttributeValueList: each(value) })),
  TransactItems: each(record({ Put: write, Update: write, Delete: write, Get: write, ConditionCheck: write })),
};
const requests = map(each(record({ PutRequest: write, DeleteRequest: write })));
const keys = map(record({ Keys: each(item) }));
const OUTPUT = {
  Item: item, Items: each(item), Attributes: item, LastEvaluatedKey: item,
  UnprocessedItems: requests, UnprocessedKeys: keys,
};
function apply(input, members, way, options) {
  const out = {};
  for (const name in input) {
    const shape = members[name];
    const given = input[name];
    out[name] = shape === undefined || given === undefined ? given : shape[way](given, options);
  }
  return out;
}
const members = (shapes) => Object.assign(Object.create(null), shapes);
const PLAIN = { in: members(INPUT), out: members(OUTPUT) };
const SPECIAL = new Map([
  ['BatchWriteItem', { in: members({ RequestItems: requests }), out: PLAIN.out }],
  ['BatchGetItem', { in: members({ RequestItems: keys }), out: members({ ...OUTPUT, Responses: map(each(item)) }) }],
  ['TransactGetItems', { in: PLAIN.in, out: members({ Responses: each(record({ Item: item })) }) }],
]);

const NAMES = {
  PutCommand: 'PutItem', GetCommand: 'GetItem', UpdateCommand: 'UpdateItem', DeleteCommand: 'DeleteItem',
  QueryCommand: 'Query', ScanCommand: 'Scan', BatchGetCommand: 'BatchGetItem', BatchWriteCommand: 'BatchWriteItem',
  TransactGetCommand: 'TransactGetItems', TransactWriteCommand: 'TransactWriteItems', ExecuteStatementCommand: 'ExecuteStatement',
};
const { send } = dynamodb.DynamoDBClient.prototype;
const commands = {};
for (const [name, operation] of Object.entries(NAMES)) {
  commands[name] = { [name]: class {
    constructor(input) {
      this.input = input ?? {};
      this.document = operation;
    }
  } }[name];
}
class DynamoDBDocumentClient {
  constructor(client, translation = {}) {
    this.client = client;
    this.translation = translation;
    this.marshalling = { convertTopLevelContainer: false, ...translation.marshallOptions };
    this.config = client.config;
    this.middlewareStack = client.middlewareStack;
  }
  static from(client, translation) {
    return new DynamoDBDocumentClient(client, translation);
  }
  send(command, options, callback) {
    const done = typeof options === 'function' ? options : callback;
    const answer = this.run(command);
    if (!done) return answer;
    answer.then((out) => done(null, out), (e) => done(e));
    return undefined;
  }
  run(command) {
    if (command.document === undefined) return this.client.send(command);
    try {
      const shapes = SPECIAL.get(command.document) ?? PLAIN;
      const raw = new dynamodb[command.document + 'Command'](apply(command.input, shapes.in, 'in', this.marshalling));
      // A client whose `send` somebody has wrapped, as tracers do, is asked by it.
      if (this.client.send !== send) {
        return this.client.send(raw).then((out) => apply(out, shapes.out, 'out', this.translation.unmarshallOptions));
      }
      return this.client.run(raw, (out) => apply(out, shapes.out, 'out', this.translation.unmarshallOptions));
    } catch (e) {
      return Promise.reject(e);
    }
  }
  destroy() {}
}
class DynamoDBDocument extends DynamoDBDocumentClient {
  static from(client, translation) {
    return new DynamoDBDocument(client, translation);
  }
}
for (const [name, command] of Object.entries(commands)) {
  const method = name[0].toLowerCase() + name.slice(1, -'Command'.length);
  DynamoDBDocument.prototype[method] = function (input, ...rest) {
    return this.send(new command(input), ...rest);
  };
}
module.exports = {
  ...commands, DynamoDBDocumentClient, DynamoDBDocument, NumberValue: NumberValueImpl,
  paginateQuery: paginate(commands.QueryCommand, 'ExclusiveStartKey', 'LastEvaluatedKey', 'Limit'),
  paginateScan: paginate(commands.ScanCommand, 'ExclusiveStartKey', 'LastEvaluatedKey', 'Limit'),
};
