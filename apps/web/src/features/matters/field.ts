import type { TextKey } from '../../texts/text.ts';

/** How a field is filled in. `balance` may be nothing, `amount` may not; `other` is a body of the zone or a name. */
export type FieldKind =
  | 'text'
  | 'long'
  | 'amount'
  | 'balance'
  | 'ratio'
  | 'share'
  | 'years'
  | 'price'
  | 'exchange'
  | 'portions'
  | 'year'
  | 'date'
  | 'choice'
  | 'many'
  | 'yesno'
  | 'company'
  | 'holder'
  | 'giver'
  | 'receiver'
  | 'other'
  | 'assets';

/** One field of the form made for a matter, and where it stands in the proposal (`facts.debt`). */
export type Field = {
  readonly path: string;
  readonly kind: FieldKind;
  readonly label: TextKey;
  readonly help?: TextKey;
  /** The codes to choose from, named under `proposal.<path>.<code>`. */
  readonly options?: readonly string[];
  readonly optional?: true;
  /** Asked only where another field says one of these. */
  readonly when?: { readonly path: string; readonly is: readonly string[] };
  /** Asked only where this other field says nothing. */
  readonly without?: string;
  /** Seldom needed: folded away. */
  readonly aside?: true;
  /** What it says before anybody says anything. */
  readonly start?: string;
};
