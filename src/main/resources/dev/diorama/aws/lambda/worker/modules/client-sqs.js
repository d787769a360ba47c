const { define } = require('@diorama/sdk');
module.exports = define({
  service: 'sqs',
  name: 'SQS',
  operations: ['ChangeMessageVisibility', 'ChangeMessageVisibilityBatch', 'CreateQueue', 'DeleteMessage', 'DeleteMessageBatch', 'DeleteQueue', 'GetQueueAttributes', 'GetQueueUrl', 'ListQueues', 'PurgeQueue', 'ReceiveMessage', 'SendMessage', 'SendMessageBatch', 'SetQueueAttributes'],
  exceptions: ['QueueDoesNotExist', 'MessageNotInflight', 'ReceiptHandleIsInvalid', 'InvalidMessageContents', 'PurgeQueueInProgress', 'OverLimit'],
});
