export type Day = string;

export const addDays = (day: Day, n: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);

/** The notice of the State Council for the months of the model (2026: Mid-autumn, National Day). */
const off = new Set(
  [25, 26, 27].map((d) => `2026-09-${d}`).concat([1, 2, 3, 4, 5, 6, 7].map((d) => `2026-10-0${d}`)),
);

const worked = new Set(['2026-09-20', '2026-10-10']);

const works = (day: Day): boolean => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return worked.has(day) || (!off.has(day) && weekday !== 0 && weekday !== 6);
};

export type Stop = { from: Day; to: Day | null; higher: boolean };

/** The n-th working day after a day on which the clock does not stand (民法典 201). */
export function workingDays(from: Day, n: number, stops: readonly Stop[] = [], today: Day = from): Day {
  let day = from;
  for (let counted = 0; counted < n; ) {
    day = addDays(day, 1);
    const stands = stops.some((s) => s.from <= day && day <= (s.to ?? (today > s.from ? today : s.from)));
    if (works(day) && !stands) counted += 1;
  }
  return day;
}

export const addMonths = (day: Day, n: number): Day => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + n + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + n, Math.min(date, last))).toISOString().slice(0, 10);
};

export const earliest = (...days: readonly Day[]): Day => [...days].sort()[0] ?? '';
