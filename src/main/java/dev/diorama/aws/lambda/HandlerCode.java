package dev.diorama.aws.lambda;

import java.util.LinkedHashMap;
import java.util.Map;

/// What an execution environment is made of.
///
/// @param files the code's text by path relative to its folder
/// @param variables the environment variables
record HandlerCode(Map<String, String> files, Map<String, String> variables) {
  HandlerCode {
    files = new LinkedHashMap<>(files);
    variables = new LinkedHashMap<>(variables);
  }
}
