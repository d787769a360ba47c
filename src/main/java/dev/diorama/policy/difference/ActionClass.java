package dev.diorama.policy.difference;

import java.util.BitSet;
import java.util.List;

/// Actions that a question cannot tell apart: the same statements and needs name them, and they are
/// authorized on the same kinds of resources.
///
/// @param actions as people write them; patterns where the reference does not know the service
/// @param representative one of the actions
/// @param named the numbers of the action elements that name them
/// @param universe the resources that requests for them can have
record ActionClass(List<String> actions, String representative, BitSet named, Universe universe) {
  ActionClass {
    actions = List.copyOf(actions);
  }
}
