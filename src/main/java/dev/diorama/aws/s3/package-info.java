/// Amazon S3: buckets, objects, notifications, and their rules, engine and REST protocol.
@NullMarked
package dev.diorama.aws.s3;

import org.jspecify.annotations.NullMarked;
