/**
 * A value that is made when somebody first asks for it, and kept.
 *
 * @returns a function that gives the value; it throws what `make` throws, and tries again then
 */
export function lazy<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
