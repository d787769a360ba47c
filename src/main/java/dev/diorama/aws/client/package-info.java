/// Who and what stands outside AWS: a browser, a command line, a host on the internet.
@NullMarked
package dev.diorama.aws.client;

import org.jspecify.annotations.NullMarked;
