/// AWS Identity and Access Management: roles, their policies, and the rules about them.
@NullMarked
package dev.diorama.aws.iam;

import org.jspecify.annotations.NullMarked;
