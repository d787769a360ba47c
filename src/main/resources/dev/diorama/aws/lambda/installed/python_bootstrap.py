# A runtime client for Python: asks the Lambda Runtime API for events and calls the handler.
# docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html,
# docs.aws.amazon.com/lambda/latest/dg/python-handler.html and python-context.html
import http.client
import importlib
import json
import os
import sys
import time
import traceback

API = os.environ["AWS_LAMBDA_RUNTIME_API"]
ROOT = "/2018-06-01/runtime/"


def call(method, path, body=None, headers=None):
    connection = http.client.HTTPConnection(API)
    connection.request(method, ROOT + path, body, headers or {})
    response = connection.getresponse()
    data = response.read()
    connection.close()
    return response, data


def described(error, skip):
    frames = traceback.extract_tb(error.__traceback__)[skip:]
    return json.dumps({
        "errorMessage": str(error),
        "errorType": type(error).__name__,
        "requestId": getattr(error, "request_id", ""),
        "stackTrace": traceback.format_list(frames),
    }).encode(), type(error).__name__


class Context:
    def __init__(self, headers):
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.identity = None
        self.client_context = None
        self._deadline = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline - int(time.time() * 1000))


class LambdaError(Exception):
    pass


def load():
    name = os.environ["_HANDLER"]
    module, dot, function = name.rpartition(".")
    if not dot:
        raise LambdaError("Bad handler '%s': not enough values to unpack (expected 2, got 1)" % name)
    sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
    return getattr(importlib.import_module(module.replace("/", ".")), function)


def encoded(value):
    if hasattr(value, "isoformat"):
        raise TypeError("Object of type %s is not JSON serializable" % type(value).__name__)
    raise TypeError("Object of type %s is not JSON serializable" % type(value).__name__)


def fail(path, error, skip):
    body, kind = described(error, skip)
    print("[ERROR] %s: %s\nTraceback (most recent call last):\n%s" % (
        kind, error, "".join(json.loads(body)["stackTrace"])), flush=True)
    call("POST", path, body, {
        "Content-Type": "application/json",
        "Lambda-Runtime-Function-Error-Type": "Runtime." + kind if skip == 0 else kind,
    })


def main():
    import logging
    # AWS's runtime gives the root logger a handler; its default level is WARNING.
    logging.basicConfig(format="[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(message)s", stream=sys.stdout)
    try:
        handler = load()
    except Exception as error:
        fail("init/error", error, 0)
        sys.exit(1)
    while True:
        response, event = call("GET", "invocation/next")
        headers = response.headers
        request = headers["Lambda-Runtime-Aws-Request-Id"]
        os.environ["_X_AMZN_TRACE_ID"] = headers.get("Lambda-Runtime-Trace-Id", "")
        try:
            result = handler(json.loads(event), Context(headers))
            body = json.dumps(result, default=encoded).encode()
        except Exception as error:
            fail("invocation/%s/error" % request, error, 1)
        else:
            sys.stdout.flush()
            call("POST", "invocation/%s/response" % request, body, {"Content-Type": "application/json"})


main()
