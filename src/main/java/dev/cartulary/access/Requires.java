package dev.cartulary.access;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The rule of an endpoint: who may call it. Every endpoint carries this or {@link OpenToAll}; a
 * test fails where one carries neither.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Requires {

  /** Any one of these is enough; none means everybody who is known. */
  @Nonbinding
  Permission[] value() default {};

  /** Whether one may call it before a password that must be changed has been changed. */
  @Nonbinding
  boolean beforePasswordChange() default false;

  /** Whether a registry token is enough: for what it is good for, and nothing else. */
  @Nonbinding
  boolean withRegistryToken() default false;
}
