import { randomUUID } from 'node:crypto';
import { random } from './runs.ts';
import type { Person, Places } from './soak-zone.ts';

/** One request of a person, and what becomes of its answer. */
export type Asked = {
  readonly kind: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
  /** The request's own id where it is an act. */
  readonly act?: string;
  /** Takes up an answer of 200. */
  readonly take?: (body: string) => void;
};
/** What a person does: weights by kind. */
export type Habit = Readonly<Record<string, number>>;

/** Everybody reads the same pages; this is how often, of each hundred, before the rest is put on top. */
const pages: Habit = { list: 24, matter: 16, queue: 16, equity: 8, assets: 11, contracts: 11, workbook: 2 };
/** Handlers write: a draft is proposed, saved again, and in the end given up. Every act is an entry of the log. */
export const handling: Habit = { ...pages, draft: 60 };
export const reading: Habit = { ...pages, view: 8 };
export const supervising: Habit = { ...pages, journal: 10, view: 8 };
/** Who has no business rights: administrators look after accounts and the log. */
export const auditing: Habit = { journal: 35, log: 15, receipt: 15, me: 20 };
export const administering: Habit = { accounts: 60, receipt: 15, me: 25 };

const WORKBOOKS = (today: string): readonly string[] => [
  `/exports/matters.xlsx?filter=${encodeURIComponent('{"states":["issued","completed"]}')}`,
  `/exports/equity.xlsx?asOf=${today}`,
];
const VIEWS = 5;

const question = (kind: string, procedure: string, input?: object): Asked => ({
  ...{ kind, method: 'GET' },
  path: `/trpc/${procedure}${input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`}`,
});
function act(kind: string, procedure: string, input: object, take?: (answer: unknown) => void): Asked {
  const id = randomUUID();
  return {
    ...{ kind, method: 'POST', path: `/trpc/${procedure}`, act: id },
    body: JSON.stringify({ requestId: id, ...input }),
    take: (body) => take?.((JSON.parse(body) as { result: { data: unknown } }).result.data),
  };
}

const days = (today: string, back: number): string =>
  new Date(Date.parse(`${today}T00:00:00Z`) - back * 86_400_000).toISOString().slice(0, 10);

/** What one person asks, one after the other: a desk has one draft on it at a time. */
export class Desk {
  readonly #person: Person;
  readonly #places: Places;
  readonly #deck: readonly string[];
  #draft: { id: string; version: number } | null = null;
  #views = 0;

  constructor(person: Person, habit: Habit, places: Places) {
    this.#person = person;
    this.#places = places;
    this.#deck = Object.entries(habit).flatMap(([kind, weight]) => Array<string>(weight).fill(kind));
  }

  get cookie(): string {
    return this.#person.speaker.cookie;
  }

  next(): Asked {
    const kind = random.pick(this.#deck);
    if (kind === 'draft') return this.#onDraft();
    if (kind === 'view') return this.#onView();
    return this.#read(kind);
  }

  #read(kind: string): Asked {
    const { today, receipts } = this.#places;
    switch (kind) {
      case 'list':
        return question(kind, 'matters.list', random.chance(0.5) ? {} : { order: 'newest' });
      case 'matter':
        return this.#readCase();
      case 'queue':
        return question(kind, 'workbench.get');
      case 'equity':
        return question(kind, 'equity.structure', { asOf: days(today, random.below(400)) });
      case 'assets':
        return question(kind, 'assets.list', random.chance(0.5) ? {} : { class: 'plant' });
      case 'contracts':
        return question(kind, 'contracts.list', random.chance(0.5) ? {} : { layer: 'design' });
      case 'journal':
        return question(kind, 'evidence.journal', {});
      case 'log':
        return question(kind, 'evidence.log');
      case 'accounts':
        return question(kind, 'administration.accounts');
      case 'me':
        return question(kind, 'session.me');
      case 'receipt':
        return { kind, method: 'GET', path: random.pick(receipts) };
      case 'workbook':
        return { kind, method: 'GET', path: random.pick(WORKBOOKS(today)) };
      default:
        throw new Error(`nobody knows how to ask for ${kind}`);
    }
  }

  /** A company that has no case and no draft looks at its list instead. */
  #readCase(): Asked {
    const known = [...this.#person.cases, ...(this.#draft === null ? [] : [this.#draft.id])];
    if (known.length === 0) return this.#read('list');
    return question('matter', 'matters.get', { id: random.pick(known) });
  }

  #onView(): Asked {
    this.#views = (this.#views + 1) % VIEWS;
    const filter = { states: random.chance(0.5) ? ['accepted'] : ['issued', 'completed'] };
    return act('view', 'views.save', { name: `示例筛选 ${this.#views}`, filter });
  }

  #onDraft(): Asked {
    const draft = this.#draft;
    if (draft === null)
      return act('propose', 'matters.propose', this.#content(1), (answer) => {
        this.#draft = { id: (answer as { id: string }).id, version: 1 };
      });
    if (draft.version < 3)
      return act('save', 'matters.revise', { ...draft, ...this.#content(draft.version + 1) }, () => {
        this.#draft = { id: draft.id, version: draft.version + 1 };
      });
    return act('withdraw', 'matters.withdraw', { id: draft.id, reason: '示例：不再需要' }, () => {
      this.#draft = null;
    });
  }

  #content(version: number): object {
    const [code = ''] = this.#person.account.split('.');
    const companyId = this.#places.companies.get({ gf: 'GF', fh: 'FHGS', yn: 'YN', ct: 'CT' }[code] ?? '');
    const proposal = {
      ...{ matter: 'party_building', kind: 'annual_report', companyId },
      ...{ decidedOn: days(this.#places.today, 5), subject: '示例', purpose: `示例说明，第 ${version} 稿` },
    };
    return { title: `党建年度报告（示例第 ${version} 稿）`, proposal, records: [], materials: [] };
  }
}
