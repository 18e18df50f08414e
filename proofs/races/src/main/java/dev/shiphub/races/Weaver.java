package dev.shiphub.races;

import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.Optional;

/**
 * Puts a {@link Seam} before every call and every access to a field, so that the code under test
 * needs none.
 *
 * @param areMonitorsLocks whether to make a lock of every monitor, see {@link Seam}
 */
record Weaver(boolean areMonitorsLocks) {
  private static final ClassDesc SEAM = ClassDesc.of(Seam.class.getName());
  private static final MethodTypeDesc NOTHING = MethodTypeDesc.ofDescriptor("()V");
  private static final MethodTypeDesc OF_OBJECT =
      MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;)V");

  byte[] woven(byte[] bytes) {
    ClassFile format = ClassFile.of();
    ClassModel model = format.parse(bytes);
    ClassTransform perMethod =
        (builder, element) -> {
          if (element instanceof MethodModel method && isWoven(method)) {
            builder.transformMethod(method, isMonitor(method) ? monitor() : seams());
          } else {
            builder.with(element);
          }
        };
    return format.transformClass(model, perMethod);
  }

  /** What is being made is not shared yet. */
  private static boolean isWoven(MethodModel method) {
    return method.code().isPresent() && !method.methodName().stringValue().startsWith("<");
  }

  private boolean isMonitor(MethodModel method) {
    boolean isMonitor = areMonitorsLocks && method.flags().has(AccessFlag.SYNCHRONIZED);
    if (isMonitor && method.flags().has(AccessFlag.STATIC)) {
      throw new IllegalStateException("the monitor of a class: " + method.methodName());
    }
    return isMonitor;
  }

  private MethodTransform seams() {
    return MethodTransform.transformingCode(this::weave);
  }

  private MethodTransform monitor() {
    MethodTransform unmarked =
        (builder, element) -> {
          if (element instanceof AccessFlags flags) {
            builder.withFlags(flags.flagsMask() & ~ClassFile.ACC_SYNCHRONIZED);
          } else {
            builder.with(element);
          }
        };
    return unmarked.andThen(MethodTransform.transformingCode(new Monitor()));
  }

  private void weave(CodeBuilder code, CodeElement element) {
    switch (element) {
      case InvokeInstruction _, FieldInstruction _ -> {
        code.invokestatic(SEAM, "pass", NOTHING);
        code.with(element);
      }
      case MonitorInstruction monitor when !areMonitorsLocks -> {
        code.invokestatic(SEAM, "pass", NOTHING);
        code.with(monitor);
      }
      case MonitorInstruction monitor when monitor.opcode() == Opcode.MONITORENTER ->
          code.invokestatic(SEAM, "enter", OF_OBJECT);
      case MonitorInstruction _ -> code.invokestatic(SEAM, "leave", OF_OBJECT);
      default -> code.with(element);
    }
  }

  /** A synchronized method: entered at its begin, left however it ends. */
  private final class Monitor implements CodeTransform {
    private Optional<Label> begin = Optional.empty();

    @Override
    public void atStart(CodeBuilder code) {
      code.aload(0).invokestatic(SEAM, "enter", OF_OBJECT);
      begin = Optional.of(code.newBoundLabel());
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      if (element instanceof ReturnInstruction) {
        leave(code);
      }
      weave(code, element);
    }

    @Override
    public void atEnd(CodeBuilder code) {
      Label end = code.newBoundLabel();
      code.exceptionCatchAll(begin.orElseThrow(), end, end);
      leave(code);
      code.athrow();
    }

    /** Nothing of ours writes to a method's {@code this}. */
    private void leave(CodeBuilder code) {
      code.aload(0).invokestatic(SEAM, "leave", OF_OBJECT);
    }
  }
}
