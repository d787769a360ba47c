package dev.diorama.aws.apigateway;

/// Why a function gave no answer that an API can hand on, in the words in which API Gateway tells
/// it to the API's owner: in the execution log of REST and WebSocket APIs
/// (`docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html`,
/// `repost.aws/knowledge-center/malformed-502-api-gateway`), and in
/// `$context.integrationErrorMessage` of HTTP APIs
/// (`docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html`).
///
/// @param logged a line of the execution log
/// @param told the error message of the integration
record FunctionProblem(String logged, String told) {
  private static final String CONFIGURATION = "Execution failed due to configuration error: ";

  /// The function's answer has not the form that the API expects.
  static FunctionProblem malformed() {
    return new FunctionProblem(
        CONFIGURATION + "Malformed Lambda proxy response",
        "The response from the Lambda function doesn't match the format that API Gateway expects.");
  }

  /// The answer has the right form or not, but is none: the function ended with an error, could not
  /// be invoked, or took too long.
  static FunctionProblem of(FunctionCalls.Answer answer) {
    return switch (answer) {
      case FunctionCalls.Returned r -> malformed();
      case FunctionCalls.Failed f ->
          new FunctionProblem(
              "Lambda execution failed with status 200 due to customer function error: "
                  + f.message(),
              f.message());
      case FunctionCalls.NotInvoked n when n.isForbidden() ->
          new FunctionProblem(
              CONFIGURATION + "Invalid permissions on Lambda function",
              "The IAM role configured on the integration or API Gateway doesn't have permissions"
                  + " to call the integration. Check the permissions and try again.");
      case FunctionCalls.NotInvoked n ->
          new FunctionProblem(
              "Execution failed: the function was not invoked: " + n.code(), n.code());
      case FunctionCalls.TooLate t ->
          new FunctionProblem(
              "Execution failed due to a timeout error", "Endpoint request timed out");
    };
  }
}
