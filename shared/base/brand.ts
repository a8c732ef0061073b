// Nominal types for plain values: a Fen is a number that went through `fen()`. The member exists for the compiler only.
export type Brand<T, Name extends string> = T & { readonly __brand: Name };
