/// Rules, findings and fixes.
@NullMarked
package dev.diorama.rule;

import org.jspecify.annotations.NullMarked;
