# A runtime client for Python: asks the Lambda Runtime API for events and calls the handler.
# docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html,
# docs.aws.amazon.com/lambda/latest/dg/python-handler.html and python-context.html
import http.client
import importlib
import json
import logging
import os
import sys
import time
import traceback

API = os.environ["AWS_LAMBDA_RUNTIME_API"]
ROOT = "/2018-06-01/runtime/"

# Whether the handler has been found: what fails before has other names.
ready = False


def call(method, path, body=None, headers=None):
    connection = http.client.HTTPConnection(API)
    connection.request(method, ROOT + path, body, headers or {})
    response = connection.getresponse()
    data = response.read()
    connection.close()
    return response, data


def named(error):
    name = type(error).__name__
    if isinstance(error, (MarshalError, LambdaError)):
        return "Runtime." + getattr(error, "kind", name)
    if isinstance(error, ImportError) and not ready:
        return "Runtime.ImportModuleError"
    if isinstance(error, SyntaxError) and not ready:
        return "Runtime.UserCodeSyntaxError"
    return name


def message(error):
    if isinstance(error, ImportError) and not ready:
        return "Unable to import module '%s': %s" % (os.environ["_HANDLER"].rpartition(".")[0], error)
    if isinstance(error, SyntaxError) and not ready:
        return "Syntax error in module '%s': %s" % (os.environ["_HANDLER"].rpartition(".")[0], error)
    return str(error)


def described(error, skip):
    ours = isinstance(error, (MarshalError, LambdaError)) or not ready and isinstance(error, (ImportError, SyntaxError))
    frames = [] if ours else traceback.extract_tb(error.__traceback__)[skip:]
    kind = named(error)
    return json.dumps({
        "errorMessage": message(error),
        "errorType": kind,
        "requestId": RequestId.current,
        "stackTrace": traceback.format_list(frames),
    }).encode(), kind


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
    """The handler cannot be found; `kind` is what AWS's client calls that."""
    def __init__(self, kind, text):
        super().__init__(text)
        self.kind = kind


def load():
    name = os.environ["_HANDLER"]
    module, dot, function = name.rpartition(".")
    if not dot:
        raise LambdaError("MalformedHandlerName", "Bad handler '%s': not enough values to unpack (expected 2, got 1)" % name)
    sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
    loaded = importlib.import_module(module.replace("/", "."))
    if not hasattr(loaded, function):
        raise LambdaError("HandlerNotFound", "Handler '%s' missing on module '%s'" % (function, module))
    return getattr(loaded, function)


class MarshalError(Exception):
    pass


def escapes():
    # From python3.12 on, answers keep their characters: docs.aws.amazon.com/lambda/latest/dg/lambda-python.html
    version = os.environ.get("AWS_EXECUTION_ENV", "").rpartition("python3.")[2]
    return version.isdigit() and int(version) < 12


def encoded(result):
    try:
        return json.dumps(result, ensure_ascii=escapes()).encode()
    except Exception as error:
        problem = MarshalError("Unable to marshal response: %s" % error)
        raise problem from None


def fail(path, error, skip):
    body, kind = described(error, skip)
    lines = "".join(json.loads(body)["stackTrace"])
    text = "[ERROR] %s: %s\n" % (kind, message(error)) + ("Traceback (most recent call last):\n" + lines if lines else "")
    # One event in the log: AWS's client writes it in one piece.
    print(text.rstrip("\n").replace("\n", "\r"), flush=True)
    call("POST", path, body, {
        "Content-Type": "application/json",
        "Lambda-Runtime-Function-Error-Type": kind,
    })


class RequestId(logging.Filter):
    """Gives each record the id of the invocation in which it is written."""
    current = ""

    def filter(self, record):
        record.aws_request_id = RequestId.current
        return True


def log_to_standard_output():
    # AWS's runtime gives the root logger a handler with this format; its level stays WARNING.
    # docs.aws.amazon.com/lambda/latest/dg/python-logging.html
    output = logging.StreamHandler(sys.stdout)
    formatter = logging.Formatter(
        "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s", "%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    output.setFormatter(formatter)
    output.addFilter(RequestId())
    logging.getLogger().addHandler(output)


def main():
    log_to_standard_output()
    try:
        handler = load()
    except Exception as error:
        fail("init/error", error, 0)
        sys.exit(1)
    globals()["ready"] = True
    while True:
        response, event = call("GET", "invocation/next")
        headers = response.headers
        RequestId.current = request = headers["Lambda-Runtime-Aws-Request-Id"]
        os.environ["_X_AMZN_TRACE_ID"] = headers.get("Lambda-Runtime-Trace-Id", "")
        try:
            body = encoded(handler(json.loads(event), Context(headers)))
        except Exception as error:
            fail("invocation/%s/error" % request, error, 1)
        else:
            sys.stdout.flush()
            call("POST", "invocation/%s/response" % request, body, {"Content-Type": "application/json"})


main()
