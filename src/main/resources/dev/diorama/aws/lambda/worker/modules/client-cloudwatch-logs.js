const { define, paginate } = require('@diorama/sdk');
module.exports = define({
  service: 'logs',
  name: 'CloudWatchLogs',
  operations: ['CreateLogGroup', 'CreateLogStream', 'DescribeLogGroups', 'DescribeLogStreams', 'FilterLogEvents', 'GetLogEvents', 'PutLogEvents'],
  exceptions: ['InvalidParameterException', 'ResourceAlreadyExistsException', 'ResourceNotFoundException', 'ServiceUnavailableException'],
});
const e = module.exports;
e.paginateFilterLogEvents = paginate(e.FilterLogEventsCommand, 'nextToken', 'nextToken', 'limit');
e.paginateDescribeLogGroups = paginate(e.DescribeLogGroupsCommand, 'nextToken', 'nextToken', 'limit');
e.paginateDescribeLogStreams = paginate(e.DescribeLogStreamsCommand, 'nextToken', 'nextToken', 'limit');
