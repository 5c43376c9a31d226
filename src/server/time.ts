// src/server/time.ts —— 时间:the machine's clock, which stands still only while the demonstration is being played

/** The clock of the whole system. `stand` stops it at an instant; without one it runs again. */
export type Time = { now: () => Date; stand(at?: Date): void };

export function openTime(): Time {
  let standing: Date | undefined;
  return {
    now: () => standing ?? new Date(),
    stand(at) {
      standing = at;
    },
  };
}
