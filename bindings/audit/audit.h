/*
 * What one line of an audit asserts. Each line is one _Static_assert named after its subject, so that AuditTest can
 * count them. Nothing is included here: macos.c is compiled where no libc header is wanted.
 */
#ifndef PORTALOCKER_AUDIT_H
#define PORTALOCKER_AUDIT_H

/* A Java int: the 32 bits are the same, and there are no more than 32, taken as signed or as unsigned. */
#define AUDIT_SAME32(name, value) \
    ((unsigned int)(name) == (unsigned int)(value) && \
        ((long long)(name) == (int)(value) || (unsigned long long)(name) == (unsigned int)(value)))
#define AUDIT_CONSTANT32(name, value) _Static_assert(AUDIT_SAME32(name, value), "AUDIT " #name)

/* A Java long. */
#define AUDIT_CONSTANT64(name, value) _Static_assert((long long)(name) == (value), "AUDIT " #name)

/* A MemorySegment made of an address. */
#define AUDIT_ADDRESS(name, value) \
    _Static_assert((long long)(name) == (value) && __builtin_classify_type(name) == 5, "AUDIT " #name)

/* Constants of one processor, from io.portalocker.internal.sys.linux.Arch; nothing on another. */
#if defined(__x86_64__)
#define AUDIT_X86_64(name, value) _Static_assert(AUDIT_SAME32(name, value), "AUDIT X86_64 " #name)
#else
#define AUDIT_X86_64(name, value) extern int audit_elsewhere
#endif
#if defined(__aarch64__)
#define AUDIT_AARCH64(name, value) _Static_assert(AUDIT_SAME32(name, value), "AUDIT AARCH64 " #name)
#else
#define AUDIT_AARCH64(name, value) extern int audit_elsewhere
#endif

#define AUDIT_SIZE(type, size, alignment) \
    _Static_assert(sizeof(type) == (size) && _Alignof(type) == (alignment), "AUDIT " #type)

#define AUDIT_FIELD(type, field, offset, size) \
    _Static_assert(__builtin_offsetof(type, field) == (offset) && sizeof(((type *)0)->field) == (size), \
        "AUDIT " #type "." #field)

/* A flexible array member has an offset and no size. */
#define AUDIT_OFFSET(type, field, offset) \
    _Static_assert(__builtin_offsetof(type, field) == (offset), "AUDIT " #type "." #field)

/*
 * The prototype jextract read is the one this target declares. Function types, not pointers to them: glibc's attribute
 * const on pthread_self is a qualifier to gcc, and only ignored at the top.
 */
#define AUDIT_FUNCTION(name, result, ...) \
    _Static_assert(__builtin_types_compatible_p(__typeof__(name), result(__VA_ARGS__)), "AUDIT " #name)

/*
 * What a parameter, or the result, of that prototype is to Java's FunctionDescriptor. A pointer passes as an integer of
 * its size does: pthread_t is an integer in glibc and a pointer in musl.
 */
#define AUDIT_CLASS_INTEGER(class) ((class) >= 1 && (class) <= 5)
#define AUDIT_CLASS_POINTER(class) ((class) == 5)
#define AUDIT_CLASS_AGGREGATE(class) ((class) == 12 || (class) == 13)
#define AUDIT_TYPE(name, parameter, kind, size) \
    _Static_assert(sizeof(((struct audited_##name *)0)->parameter) == (size) && \
        AUDIT_CLASS_##kind(__builtin_classify_type(((struct audited_##name *)0)->parameter)), \
        "AUDIT " #name "." #parameter)

#endif
