import { addDays, type LocalDate, localDate } from '../kernel/local-date.ts';
import { type Element, type Moment, networkAt, type Timeline, timelineOf } from './bods-network.ts';
import type { Interest, Statement } from './bods-read.ts';
import type { EquityRegister, RegisteredBody } from './bods-register.ts';
import { nameOn } from './bods-register.ts';
import { effectiveOn } from './share-transaction.ts';

/** A digest of a text: 32 to 64 places, the same for the same text. */
export type Digest = (text: string) => string;

type Status = 'new' | 'updated' | 'closed';
/** A record of a network: how often it began anew, how many statements its present life has had, and the last of them. */
type Life = { run: number; told: number; live: Element | null; text: string };

/** Writes the statements of one company's network, one after the other. */
class NetworkWriter {
  readonly statements: Statement[] = [];
  readonly #register: EquityRegister;
  readonly #company: RegisteredBody;
  readonly #digest: Digest;
  readonly #lives = new Map<string, Life>();

  constructor(register: EquityRegister, company: RegisteredBody, digest: Digest) {
    this.#register = register;
    this.#company = company;
    this.#digest = digest;
  }

  /** A record that ended is never taken up again: who comes back has a new one. */
  #recordId(key: string): string {
    const [kind, id = ''] = key.split(' ');
    const run = this.#lives.get(key)?.run ?? 1;
    const again = run === 1 ? '' : `~${run}`;
    if (id === this.#company.id) return `${id}${again}`;
    return `${this.#company.id}.${kind}.${id}${again}`;
  }

  #say(key: string, element: Element, status: Status, day: LocalDate): void {
    const life = this.#lives.get(key);
    const { basis, illustrative, publisher } = this.#register;
    const kinds = {
      register_book: '股东名册',
      registration: '企业登记',
      decision: '决定',
    } as const;
    const source = {
      type: [basis === 'registration' ? ('officialRegister' as const) : ('selfDeclaration' as const)],
      description: `按${kinds[basis]}日期${illustrative ? '；示例数据' : ''}`,
      assertedBy: [{ name: publisher }],
    };
    const common = {
      statementDate: day,
      // The register gives a statement out from the day on which it is recorded.
      publicationDetails: { publicationDate: day, bodsVersion: '0.4', publisher: { name: publisher } },
      ...{ source, declarationSubject: this.#recordId(`e ${this.#company.id}`) },
      ...{ recordId: this.#recordId(key), recordStatus: status },
    };
    const said =
      element.kind === 'entity'
        ? {
            ...(element.annotations === undefined ? {} : { annotations: element.annotations }),
            ...{ ...common, recordType: 'entity' as const, recordDetails: element.details },
          }
        : {
            ...{ ...common, recordType: 'relationship' as const },
            recordDetails: {
              isComponent: false,
              subject: this.#recordId(`e ${this.#company.id}`),
              interestedParty: this.#recordId(`e ${element.party}`),
              interests: [...element.interests],
            },
          };
    const text = JSON.stringify([life?.told ?? 0, said]);
    this.statements.push({ statementId: this.#digest(text), ...said });
  }

  #tell(key: string, element: Element, day: LocalDate): void {
    const text = JSON.stringify(element);
    const life = this.#lives.get(key);
    if (life?.live != null && life.text === text) return;
    const begins = life?.live == null;
    const run = (life?.run ?? 0) + (begins ? 1 : 0);
    this.#lives.set(key, { run, told: begins ? 0 : (life?.told ?? 0) + 1, live: element, text });
    this.#say(key, element, begins ? 'new' : 'updated', day);
  }

  #close(
    key: string,
    life: Life,
    ended: (party: string, interest: Interest) => LocalDate | null,
    day: LocalDate,
  ): void {
    const { live } = life;
    if (live === null) return;
    life.told += 1;
    const end = (party: string, interest: Interest): Interest => {
      const endDate = ended(party, interest);
      return endDate === null ? interest : { ...interest, endDate };
    };
    const last: Element =
      live.kind === 'entity'
        ? live
        : { ...live, interests: live.interests.map((interest) => end(live.party, interest)) };
    this.#say(key, last, 'closed', day);
    life.live = null;
  }

  /** States what changed since the last time: what is new or other, then what is no longer, relationships before their parties. */
  tell(moment: Moment, day: LocalDate): void {
    const network = networkAt(this.#register, this.#company, moment);
    for (const [key, element] of network) this.#tell(key, element, day);
    const gone = [...this.#lives].filter(([key, life]) => life.live !== null && !network.has(key));
    const ended = (party: string, interest: Interest) => this.#endOf(moment, party, interest);
    for (const [key, life] of gone.sort(([a], [b]) => (a[0] === b[0] ? 0 : a[0] === 'r' ? -1 : 1)))
      this.#close(key, life, ended, day);
  }

  /** When a share was given up, or a duty ran out; null where it was recorded in error and never was. */
  #endOf({ timeline, asOf, day }: Moment, party: string, interest: Interest): LocalDate | null {
    if (interest.type === 'otherInfluenceOrControl') {
      const duty = this.#register.duties.find(
        (one) => one.toId === party && one.validFrom === interest.startDate && one.validTo < day,
      );
      return duty?.validTo ?? day;
    }
    const since = timeline.findLast((one) => one.day <= asOf)?.since.get(party);
    return since === undefined || since.voteOn < (interest.startDate ?? '') ? null : since.voteOn;
  }
}

const companiesOf = (register: EquityRegister): RegisteredBody[] =>
  register.bodies.filter((body) => body.kind === 'company');

const latestOf = (days: readonly LocalDate[]): LocalDate | undefined => [...days].sort().at(-1);

/**
 * The register as of a business day, as known by the end of another: one network for each company that existed, each
 * record with one statement, `new`, of the day on which the last of it was recorded.
 */
export function bodsOf(
  register: EquityRegister,
  asked: { asOf: LocalDate; knownOn: LocalDate },
  digest: Digest,
): Statement[] {
  const { asOf, knownOn } = asked;
  return companiesOf(register).flatMap((company) => {
    const named = nameOn(company, asOf);
    if (named === null) return [];
    const recorded = register.books.get(company.id)?.recordedOn.filter((day) => day <= knownOn) ?? [];
    const writer = new NetworkWriter(register, company, digest);
    const timeline = timelineOf(register, company.id, knownOn);
    writer.tell({ timeline, asOf, day: asOf }, latestOf(recorded) ?? localDate(named.validFrom));
    return writer.statements;
  });
}

/** The days, up to `until`, on which a company's network may have come to read differently, from the first record on. */
function momentsOf(register: EquityRegister, company: RegisteredBody, until: LocalDate): LocalDate[] {
  const book = register.books.get(company.id);
  // Also what was corrected later: it was told as it was known then.
  const events = book?.recordedOn.filter((day) => day <= until).flatMap((day) => book.knownOn(day)) ?? [];
  const around = new Set(events.flatMap((one) => [one.from, one.to]));
  for (const duty of register.duties) around.add(duty.toId);
  const named = register.bodies.filter((body) => body === company || around.has(body.id));
  const days = [
    ...(book?.recordedOn ?? []),
    ...events.map((one) => effectiveOn(one, register.basis)).filter((day) => day !== null),
    ...named.flatMap((body) => body.names.map((one) => localDate(one.validFrom))),
    ...register.duties.flatMap((duty) => [duty.validFrom, addDays(duty.validTo, 1)]),
  ];
  const own = company.names.map((one) => localDate(one.validFrom)).sort();
  const first = [...(book?.recordedOn ?? [])].sort()[0] ?? own[0];
  if (first === undefined) return [];
  return [...new Set(days)].filter((day) => first <= day && day <= until).sort();
}

/** The days of the register to be told one after the other on a day: those after the last told; that one again, in case it was corrected. */
function stepsOf(timeline: Timeline, last: LocalDate | null, day: LocalDate): LocalDate[] {
  const later = timeline.map((one) => one.day).filter((one) => one <= day && (last === null || one > last));
  return last === null ? later : [last, ...later];
}

/**
 * The whole history of the register up to a day: for each company's network every change a statement of the day on
 * which it was recorded, or on which it took effect where that is later.
 */
export function bodsHistoryOf(register: EquityRegister, until: LocalDate, digest: Digest): Statement[] {
  return companiesOf(register).flatMap((company) => {
    const writer = new NetworkWriter(register, company, digest);
    let last: LocalDate | null = null;
    for (const day of momentsOf(register, company, until)) {
      const timeline = timelineOf(register, company.id, day);
      const steps = stepsOf(timeline, last, day);
      for (const asOf of steps.length === 0 ? [day] : steps) writer.tell({ timeline, asOf, day }, day);
      last = steps.at(-1) ?? last;
    }
    return writer.statements;
  });
}
