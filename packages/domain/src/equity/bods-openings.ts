import type { LocalDate } from '../kernel/local-date.ts';
import { localDate } from '../kernel/local-date.ts';
import type { Fen } from '../kernel/money.ts';
import { compare, type Ratio } from '../kernel/ratio.ts';
import type { BodsProblem, Interest, RelationshipDetails, Statement } from './bods-read.ts';
import { capitalOfWords, shareOfPercent } from './bods-shares.ts';

/** A direct shareholding that a file says is in force: what it says of it, before anybody is recognised. */
export type StatedHolding = {
  readonly statement: number;
  readonly subject: string;
  readonly holder: string;
  /** Of one hundred percent, as written. */
  readonly share: Ratio;
  readonly dividend: Ratio | null;
  readonly since: LocalDate;
  /** What BODS has no field for; null where the file does not say it in our words. */
  readonly capital: { readonly subscribed: Fen; readonly paid: Fen } | null;
};

/** What a file says and the register does not keep: told, and left out. */
export type LeftOut = { readonly statement: number; readonly path: string; readonly message: string };

export type StatedHoldings = {
  readonly holdings: readonly StatedHolding[];
  readonly leftOut: readonly LeftOut[];
  readonly problems: readonly BodsProblem[];
};

const VERSION = '0.4';
const countable = ['shareholding', 'votingRights', 'rightsToProfitOrIncome'] as const;
type Countable = (typeof countable)[number];
const isCountable = (type: string): type is Countable => (countable as readonly string[]).includes(type);

class Reading {
  readonly holdings: StatedHolding[] = [];
  readonly leftOut: LeftOut[] = [];
  readonly problems: BodsProblem[] = [];
  readonly #today: LocalDate;

  constructor(today: LocalDate) {
    this.#today = today;
  }

  #bad(statement: number, path: string, code: string, message: string): null {
    this.problems.push({ statement, path, code, message });
    return null;
  }

  /** Every statement, of whatever day: what makes a file one that is not taken in at all. */
  scope(index: number, one: Statement): void {
    const version = one.publicationDetails?.bodsVersion ?? VERSION;
    if (version !== VERSION)
      this.#bad(
        index,
        'publicationDetails.bodsVersion',
        'VERSION',
        `只导入 BODS ${VERSION}，此处为 ${version}`,
      );
    if (one.recordType === 'person')
      this.#bad(index, 'recordType', 'PERSONAL_DATA', '登记簿不收录自然人信息，请删去自然人后再导入');
  }

  /** Whether an interest is a direct one in force that the register keeps. */
  #counts(index: number, at: number, interest: Interest, details: RelationshipDetails): boolean {
    const path = `recordDetails.interests.${at}`;
    const out = (message: string): false => {
      this.leftOut.push({ statement: index, path, message });
      return false;
    };
    const { type, directOrIndirect } = interest;
    if (type === undefined) return this.#bad(index, `${path}.type`, 'INTEREST_TYPE', '未写权益种类') ?? false;
    if (!isCountable(type)) return out(`${type} 不是持股，不登记`);
    if (interest.endDate !== undefined && interest.endDate <= this.#today)
      return out(`已于 ${interest.endDate} 终止`);
    if (directOrIndirect === 'direct') return true;
    const known = (details.componentRecords ?? []).length > 0;
    if (directOrIndirect === 'indirect' && known) return out('间接权益由各级直接持股得出，不另登记');
    const message =
      directOrIndirect === 'indirect' ? '间接权益未列中间各级，无从登记' : '未写明为直接持有，无从登记';
    return this.#bad(index, `${path}.directOrIndirect`, 'INDIRECT', message) ?? false;
  }

  /** The exact percentage of the only interest of a kind; undefined where there is none, null where it cannot be read. */
  #exact(index: number, interests: readonly (readonly [number, Interest])[], type: Countable) {
    const [first, second] = interests.filter(([, interest]) => interest.type === type);
    if (first === undefined) return undefined;
    if (second !== undefined)
      return this.#bad(index, `recordDetails.interests.${second[0]}`, 'INTEREST_TWICE', `${type} 只写一项`);
    const share = shareOfPercent(first[1].share?.exact);
    const message = '未写确切比例（share.exact），区间不能登记';
    return share === null
      ? this.#bad(index, `recordDetails.interests.${first[0]}.share`, 'NO_EXACT_SHARE', message)
      : share;
  }

  relationship(index: number, details: RelationshipDetails): void {
    const kept = [...(details.interests ?? []).entries()].filter(([at, interest]) =>
      this.#counts(index, at, interest, details),
    );
    const share = this.#exact(index, kept, 'shareholding');
    const votes = this.#exact(index, kept, 'votingRights');
    const dividend = this.#exact(index, kept, 'rightsToProfitOrIncome');
    if (share === undefined) {
      for (const [at, { type }] of kept)
        this.#bad(index, `recordDetails.interests.${at}`, 'NO_SHAREHOLDING', `只有 ${type}，没有持股`);
      return;
    }
    if (share === null || votes === null || dividend === null) return;
    if (votes !== undefined && compare(votes, share) !== 0)
      this.#bad(
        index,
        'recordDetails.interests',
        'VOTES_DIFFER',
        '表决权比例与持股比例不同，登记簿只按认缴比例',
      );
    const { subject, interestedParty: holder } = details;
    if (typeof subject !== 'string' || typeof holder !== 'string') {
      const path = typeof subject === 'string' ? 'recordDetails.interestedParty' : 'recordDetails.subject';
      this.#bad(index, path, 'PARTY_UNSPECIFIED', '持股的一方未写明');
      return;
    }
    const held = kept.find(([, interest]) => interest.type === 'shareholding');
    const { startDate, details: words } = held?.[1] ?? {};
    const path = `recordDetails.interests.${held?.[0] ?? 0}.startDate`;
    if (startDate === undefined) {
      this.#bad(index, path, 'NO_START_DATE', '未写起始日期，不能确定记入股东名册之日');
      return;
    }
    if (startDate > this.#today) this.#bad(index, path, 'IN_FUTURE', `晚于今天（${this.#today}）`);
    const capital = capitalOfWords(words);
    const since = localDate(startDate);
    const stated = { statement: index, subject, holder, share };
    this.holdings.push({
      ...stated,
      dividend: dividend ?? null,
      since,
      capital,
    });
  }
}

/**
 * The direct shareholdings that a sound file leaves in force at its end, what of it the register does not keep, and
 * whatever keeps it from being taken in: another version, natural persons, indirect interests without the companies
 * between, ranges instead of an exact share, interests without a kind, a day or a party.
 */
export function statedHoldings(statements: readonly Statement[], today: LocalDate): StatedHoldings {
  const reading = new Reading(today);
  const last = new Map(statements.map((one, index) => [one.recordId, index]));
  for (const [index, one] of statements.entries()) {
    reading.scope(index, one);
    const inForce = last.get(one.recordId) === index && one.recordStatus !== 'closed';
    if (one.recordType === 'relationship' && inForce) reading.relationship(index, one.recordDetails);
  }
  const { holdings, leftOut, problems } = reading;
  if (holdings.length === 0 && problems.length === 0)
    problems.push({
      statement: null,
      path: '',
      code: 'NO_HOLDINGS',
      message: '文件里没有直接持股，无可登记',
    });
  return { holdings, leftOut, problems };
}
