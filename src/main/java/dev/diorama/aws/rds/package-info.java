/// Amazon RDS: a database in a VPC that really executes SQL.
@NullMarked
package dev.diorama.aws.rds;

import org.jspecify.annotations.NullMarked;
