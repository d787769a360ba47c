export const handler = async () => ({
  statusCode: 200,
  body: JSON.stringify({ usage: '{"action": "send", "text": "..."}' }),
});
