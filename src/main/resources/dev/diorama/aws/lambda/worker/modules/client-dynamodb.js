const { define, paginate } = require('@diorama/sdk');
module.exports = define({
  service: 'dynamodb',
  name: 'DynamoDB',
  operations: ['BatchGetItem', 'BatchWriteItem', 'CreateTable', 'DeleteItem', 'DeleteTable', 'DescribeTable', 'DescribeTimeToLive', 'ExecuteStatement', 'GetItem', 'ListTables', 'PutItem', 'Query', 'Scan', 'TransactGetItems', 'TransactWriteItems', 'UpdateItem', 'UpdateTable', 'UpdateTimeToLive'],
  exceptions: ['ConditionalCheckFailedException', 'InternalServerError', 'ItemCollectionSizeLimitExceededException', 'LimitExceededException', 'ProvisionedThroughputExceededException', 'RequestLimitExceeded', 'ResourceInUseException', 'ResourceNotFoundException', 'TransactionCanceledException', 'TransactionConflictException'],
});
const e = module.exports;
e.paginateQuery = paginate(e.QueryCommand, 'ExclusiveStartKey', 'LastEvaluatedKey');
e.paginateScan = paginate(e.ScanCommand, 'ExclusiveStartKey', 'LastEvaluatedKey');
