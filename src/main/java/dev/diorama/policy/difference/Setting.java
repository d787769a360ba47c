package dev.diorama.policy.difference;

import dev.diorama.policy.Principal;
import java.util.List;

/// For whom a question is asked, and which resources make a good example.
///
/// @param principal whose requests are meant
/// @param resourceAccount the account that owns the resources
/// @param region where examples stand
/// @param likely resources to be tried first for a witness, as those that are drawn
public record Setting(
    Principal principal, String resourceAccount, String region, List<String> likely) {
  public Setting {
    likely = List.copyOf(likely);
  }
}
