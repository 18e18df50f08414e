package dev.shiphub.it;

import dev.shiphub.hub.why.Cause;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The causes that a test has happen for real; docs/troubleshooting.md is made of it. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.SOURCE)
@interface Shows {
  Cause[] value();
}
