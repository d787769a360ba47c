// Whoever has a ticket may come in. A real chat would look the ticket up or verify a signature.
export const handler = async (event) => {
  const [name, word] = event.queryStringParameters.token.split("-");
  return {
    principalId: name,
    policyDocument: {
      Version: "2012-10-17",
      Statement: [
        {
          Action: "execute-api:Invoke",
          Effect: word === "ticket" ? "Allow" : "Deny",
          Resource: event.methodArn,
        },
      ],
    },
    context: { name },
  };
};
