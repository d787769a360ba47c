/// AWS Security Token Service: who a caller is.
@NullMarked
package dev.diorama.aws.sts;

import org.jspecify.annotations.NullMarked;
