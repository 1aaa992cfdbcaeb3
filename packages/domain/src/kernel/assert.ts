/** Throws when an invariant of the program itself is broken. Never for bad input: that is a refusal or a problem. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`invariant broken: ${message}`);
}

/** The end of an exhaustive switch: a case added to the union stops compiling here. */
export function unreachable(value: never): never {
  throw new Error(`unreachable case: ${String(value)}`);
}
