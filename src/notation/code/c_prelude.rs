//! What every exported C file begins with: whole numbers of 128 bits whose operations are checked.

/// The numbers; the same in every file, so that several may be included together.
pub(super) const NUMBERS: &str = r"
#ifndef FLOPFORM_NUMBERS
#define FLOPFORM_NUMBERS

__extension__ typedef __int128 flopform_int;

/* How a function ends; the result is written only where it is FLOPFORM_DONE. */
typedef enum {
    FLOPFORM_DONE = 0,
    FLOPFORM_DOMAIN = 1,   /* an argument is not what it has to be */
    FLOPFORM_OVERFLOW = 2, /* a number on the way to the result does not fit in 128 bits */
    FLOPFORM_UNDEFINED = 3 /* a pole, or an irrational root or logarithm */
} flopform_status;

/* A fraction; both parts are positive in an argument, the denominator is in a result. */
typedef struct {
    flopform_int numerator;
    flopform_int denominator;
} flopform_fraction;

/* A whole number, or why there is none. */
typedef struct {
    flopform_int value;
    flopform_status status;
} flopform_number;

static inline flopform_number flopform_n(flopform_int value) {
    flopform_number number = {value, FLOPFORM_DONE};
    return number;
}

static inline flopform_number flopform_no(flopform_status status) {
    flopform_number number = {0, status};
    return number;
}

/* A number of more than 64 bits. */
static inline flopform_number flopform_big(unsigned long long high, unsigned long long low) {
    return flopform_n((flopform_int)high * 4294967296 * 4294967296 + (flopform_int)low);
}

static inline flopform_status flopform_worse(flopform_number a, flopform_number b) {
    return a.status != FLOPFORM_DONE ? a.status : b.status;
}

static inline flopform_number flopform_add(flopform_number a, flopform_number b) {
    flopform_number sum = flopform_no(flopform_worse(a, b));
    if (sum.status == FLOPFORM_DONE && __builtin_add_overflow(a.value, b.value, &sum.value))
        sum.status = FLOPFORM_OVERFLOW;
    return sum;
}

static inline flopform_number flopform_subtract(flopform_number a, flopform_number b) {
    flopform_number difference = flopform_no(flopform_worse(a, b));
    if (difference.status == FLOPFORM_DONE &&
        __builtin_sub_overflow(a.value, b.value, &difference.value))
        difference.status = FLOPFORM_OVERFLOW;
    return difference;
}

static inline flopform_number flopform_multiply(flopform_number a, flopform_number b) {
    flopform_number product = flopform_no(flopform_worse(a, b));
    if (product.status == FLOPFORM_DONE && __builtin_mul_overflow(a.value, b.value, &product.value))
        product.status = FLOPFORM_OVERFLOW;
    return product;
}

static inline flopform_number flopform_negative(flopform_number a) {
    return flopform_subtract(flopform_n(0), a);
}

static inline flopform_number flopform_nonzero(flopform_number a) {
    return a.status == FLOPFORM_DONE && a.value == 0 ? flopform_no(FLOPFORM_UNDEFINED) : a;
}

static inline flopform_number flopform_flag(flopform_number a) {
    int wrong = a.status == FLOPFORM_DONE && a.value != 0 && a.value != 1;
    return wrong ? flopform_no(FLOPFORM_UNDEFINED) : a;
}

/* The smallest number there is has no opposite. */
static inline flopform_status flopform_divides(flopform_number *a, flopform_number *b) {
    *b = flopform_nonzero(*b);
    if (flopform_worse(*a, *b) != FLOPFORM_DONE)
        return flopform_worse(*a, *b);
    return b->value == -1 ? flopform_negative(*a).status : FLOPFORM_DONE;
}

static inline flopform_number flopform_floor_divide(flopform_number a, flopform_number b) {
    flopform_number quotient = flopform_no(flopform_divides(&a, &b));
    if (quotient.status != FLOPFORM_DONE)
        return quotient;
    flopform_int rest = a.value % b.value;
    return flopform_n(a.value / b.value - (rest != 0 && (rest < 0) != (b.value < 0)));
}

static inline flopform_number flopform_ceil_divide(flopform_number a, flopform_number b) {
    flopform_number quotient = flopform_no(flopform_divides(&a, &b));
    if (quotient.status != FLOPFORM_DONE)
        return quotient;
    flopform_int rest = a.value % b.value;
    return flopform_n(a.value / b.value + (rest != 0 && (rest < 0) == (b.value < 0)));
}

static inline flopform_number flopform_max(flopform_number a, flopform_number b) {
    if (flopform_worse(a, b) != FLOPFORM_DONE)
        return flopform_no(flopform_worse(a, b));
    return a.value > b.value ? a : b;
}

static inline flopform_number flopform_min(flopform_number a, flopform_number b) {
    if (flopform_worse(a, b) != FLOPFORM_DONE)
        return flopform_no(flopform_worse(a, b));
    return a.value < b.value ? a : b;
}

static inline flopform_number flopform_power(flopform_number base, flopform_number exponent) {
    flopform_number power = flopform_no(flopform_worse(base, exponent));
    if (power.status != FLOPFORM_DONE)
        return power;
    if (base.value == -1 || base.value == 1)
        return flopform_n(exponent.value % 2 != 0 ? base.value : 1);
    if (exponent.value < 0)
        return flopform_no(FLOPFORM_UNDEFINED);
    if (base.value == 0 && exponent.value > 1)
        exponent.value = 1;
    power = flopform_n(1);
    for (; exponent.value > 0 && power.status == FLOPFORM_DONE; exponent.value--)
        power = flopform_multiply(power, base);
    return power;
}

static inline flopform_number flopform_floor_sqrt(flopform_number a) {
    if (a.status != FLOPFORM_DONE)
        return a;
    if (a.value < 0)
        return flopform_no(FLOPFORM_UNDEFINED);
    flopform_int root = 0;
    for (int bit = 63; bit >= 0; bit--) {
        flopform_int next = root | ((flopform_int)1 << bit);
        if (next <= a.value / next)
            root = next;
    }
    return flopform_n(root);
}

static inline flopform_number flopform_whole_sqrt(flopform_number a) {
    flopform_number root = flopform_floor_sqrt(a);
    if (root.status == FLOPFORM_DONE && root.value * root.value != a.value)
        return flopform_no(FLOPFORM_UNDEFINED);
    return root;
}

static inline flopform_number flopform_floor_log2(flopform_number top, flopform_number bottom) {
    if (flopform_worse(top, bottom) != FLOPFORM_DONE)
        return flopform_no(flopform_worse(top, bottom));
    if (top.value <= 0 || bottom.value <= 0)
        return flopform_no(FLOPFORM_UNDEFINED);
    int below = top.value < bottom.value;
    flopform_int rest = below ? (bottom.value - 1) / top.value : top.value / bottom.value;
    flopform_int k = 0;
    for (; rest > 1; rest /= 2)
        k++;
    return flopform_n(below ? -1 - k : k);
}

static inline flopform_number flopform_whole_log2(flopform_number top, flopform_number bottom) {
    flopform_number floor = flopform_floor_log2(top, bottom);
    flopform_number above = flopform_floor_log2(bottom, top);
    if (floor.status == FLOPFORM_DONE && floor.value != -above.value)
        return flopform_no(FLOPFORM_UNDEFINED);
    return floor;
}

/* A fraction in lowest terms, its denominator positive. */
static inline flopform_status flopform_reduce(
    flopform_number top, flopform_number bottom, flopform_fraction *result) {
    bottom = flopform_nonzero(bottom);
    if (flopform_worse(top, bottom) != FLOPFORM_DONE)
        return flopform_worse(top, bottom);
    if (bottom.value < 0) {
        top = flopform_negative(top);
        bottom = flopform_negative(bottom);
        if (flopform_worse(top, bottom) != FLOPFORM_DONE)
            return flopform_worse(top, bottom);
    }
    flopform_int divisor = bottom.value, rest = top.value % bottom.value;
    while (rest != 0) {
        flopform_int next = divisor % rest;
        divisor = rest;
        rest = next;
    }
    if (divisor < 0)
        divisor = -divisor;
    result->numerator = top.value / divisor;
    result->denominator = bottom.value / divisor;
    return FLOPFORM_DONE;
}

#endif
";
