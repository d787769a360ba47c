/// Amazon API Gateway: REST, HTTP and WebSocket APIs, their routes and the engine that serves them.
@NullMarked
package dev.diorama.aws.apigateway;

import org.jspecify.annotations.NullMarked;
