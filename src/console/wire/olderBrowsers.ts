// src/console/wire/olderBrowsers.ts —— 信创浏览器:what Chromium 88 lacks and these pages use; syntax is the bundler's business
/** The missing functions by the object they belong to; each behaves as the standard one does for the uses on these pages. */
export const lacking = {
  array: {
    at(this: ArrayLike<unknown>, i: number) {
      return this[i < 0 ? this.length + Math.trunc(i) : Math.trunc(i)];
    },
    findLastIndex(this: unknown[], found: (value: unknown, i: number, all: unknown[]) => unknown) {
      for (let i = this.length - 1; i >= 0; i--) if (found(this[i], i, this)) return i;
      return -1;
    },
    findLast(this: unknown[], found: (value: unknown, i: number, all: unknown[]) => unknown) {
      return this[lacking.array.findLastIndex.call(this, found)];
    },
    toReversed(this: unknown[]) {
      return [...this].reverse();
    },
    toSorted(this: unknown[], compare?: (a: unknown, b: unknown) => number) {
      return [...this].sort(compare);
    },
  },
  object: {
    hasOwn: (object: object, key: PropertyKey) => Object.hasOwn(object, key),
  },
  map: {
    groupBy<T, K>(all: Iterable<T>, keyOf: (value: T, i: number) => K) {
      const groups = new Map<K, T[]>();
      let i = 0;
      for (const value of all) {
        const key = keyOf(value, i++);
        const group = groups.get(key);
        if (group) group.push(value);
        else groups.set(key, [value]);
      }
      return groups;
    },
  },
} as const;

/** Adds to the prototypes what this browser does not have itself. */
function fillIn(): void {
  const add = (target: object, functions: Record<string, unknown>) => {
    for (const [name, value] of Object.entries(functions))
      if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true });
  };
  add(Array.prototype, lacking.array);
  add(String.prototype, { at: lacking.array.at });
  add(Object, lacking.object);
  add(Map, lacking.map);
}
fillIn();
