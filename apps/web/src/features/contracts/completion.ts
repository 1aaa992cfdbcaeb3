import { type Fen, parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import { moneyFromText } from './money-text.ts';

/** Classes of assets a completed contract may form. */
export const formedClasses = ['plant', 'land', 'road', 'pipe', 'cip', 'equipment', 'intangible'] as const;
export type FormedClass = (typeof formedClasses)[number];

/** The completion form as antd holds it. */
export type CompletionForm = {
  completedOn: string;
  assets: {
    name: string;
    class: FormedClass;
    cost: string;
    area?: string | undefined;
    monthlyDepreciation?: string | undefined;
  }[];
};
/** What the server records of a completion; keys left empty are absent. */
export type Completion = {
  completedOn: string;
  assets: { name: string; class: FormedClass; cost: string; area?: string; monthlyDepreciation?: string }[];
};

const blankOrAmount = (typed: string | undefined): boolean =>
  typed === undefined || typed.trim() === '' || moneyFromText(typed) !== null;

/** An amount above zero as the server takes it, or null: an empty or zero field says nothing. */
function positive(typed: string | undefined): string | null {
  const amount = moneyFromText(typed ?? '');
  return amount === null || parseYuan(amount) === 0n ? null : amount;
}

/** Whether the form can be sent: a day, and every asset named, classed and with a cost. */
export function isComplete(form: Partial<CompletionForm> | undefined): form is CompletionForm {
  if (form?.completedOn === undefined || form.completedOn === '' || form.assets === undefined) return false;
  return (
    form.assets.length > 0 &&
    form.assets.every(
      (asset) =>
        (asset?.name ?? '').trim() !== '' &&
        positive(asset.cost) !== null &&
        blankOrAmount(asset.area) &&
        blankOrAmount(asset.monthlyDepreciation),
    )
  );
}

/** The form as the server takes it. The form's own rules have refused bad amounts before. */
export function completionFromForm(form: CompletionForm): Completion {
  return {
    completedOn: form.completedOn,
    assets: form.assets.map((asset) => {
      const area = positive(asset.area);
      const monthly = positive(asset.monthlyDepreciation);
      return {
        name: asset.name.trim(),
        class: asset.class,
        cost: moneyFromText(asset.cost) ?? asset.cost,
        ...(area === null ? {} : { area }),
        ...(monthly === null ? {} : { monthlyDepreciation: monthly }),
      };
    }),
  };
}

/** Sum of the costs typed so far; what is no amount yet counts as nothing. */
export function costSum(costs: readonly (string | undefined)[]): Fen {
  return sumFen(costs.flatMap((typed) => moneyFromText(typed ?? '') ?? []).map(parseYuan));
}
