const { define, paginate, waiter } = require('@diorama/sdk');
module.exports = define({
  service: 'dynamodb',
  name: 'DynamoDB',
  operations: ['BatchGetItem', 'BatchWriteItem', 'CreateTable', 'DeleteItem', 'DeleteTable', 'DescribeTable', 'DescribeTimeToLive', 'ExecuteStatement', 'GetItem', 'ListTables', 'PutItem', 'Query', 'Scan', 'TransactGetItems', 'TransactWriteItems', 'UpdateItem', 'UpdateTable', 'UpdateTimeToLive'],
  exceptions: ['ConditionalCheckFailedException', 'InternalServerError', 'ItemCollectionSizeLimitExceededException', 'LimitExceededException', 'ProvisionedThroughputExceededException', 'RequestLimitExceeded', 'ResourceInUseException', 'ResourceNotFoundException', 'TransactionCanceledException', 'TransactionConflictException'],
});
const e = module.exports;
e.paginateQuery = paginate(e.QueryCommand, 'ExclusiveStartKey', 'LastEvaluatedKey', 'Limit');
e.paginateScan = paginate(e.ScanCommand, 'ExclusiveStartKey', 'LastEvaluatedKey', 'Limit');
e.paginateListTables = paginate(e.ListTablesCommand, 'ExclusiveStartTableName', 'LastEvaluatedTableName', 'Limit');
e.waitUntilTableExists = waiter(e.DescribeTableCommand, (out, error) => (out?.Table?.TableStatus === 'ACTIVE' ? 'SUCCESS' : error === undefined || error.name === 'ResourceNotFoundException' ? 'RETRY' : 'FAILURE'));
e.waitUntilTableNotExists = waiter(e.DescribeTableCommand, (out, error) => (error?.name === 'ResourceNotFoundException' ? 'SUCCESS' : error ? 'FAILURE' : 'RETRY'));
Object.assign(e, {
  ReturnValue: { NONE: 'NONE', ALL_OLD: 'ALL_OLD', UPDATED_OLD: 'UPDATED_OLD', ALL_NEW: 'ALL_NEW', UPDATED_NEW: 'UPDATED_NEW' },
  ReturnConsumedCapacity: { INDEXES: 'INDEXES', TOTAL: 'TOTAL', NONE: 'NONE' },
  Select: { ALL_ATTRIBUTES: 'ALL_ATTRIBUTES', ALL_PROJECTED_ATTRIBUTES: 'ALL_PROJECTED_ATTRIBUTES', SPECIFIC_ATTRIBUTES: 'SPECIFIC_ATTRIBUTES', COUNT: 'COUNT' },
  ComparisonOperator: { EQ: 'EQ', NE: 'NE', LE: 'LE', LT: 'LT', GE: 'GE', GT: 'GT', BETWEEN: 'BETWEEN', IN: 'IN', BEGINS_WITH: 'BEGINS_WITH', CONTAINS: 'CONTAINS', NOT_CONTAINS: 'NOT_CONTAINS', NULL: 'NULL', NOT_NULL: 'NOT_NULL' },
});
