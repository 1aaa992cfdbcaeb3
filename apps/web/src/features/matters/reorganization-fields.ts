import type { Field } from './field.ts';

const optional = { optional: true } as const;
const ofMerger = { ...optional, when: { path: 'facts.type', is: ['merger'] } } as const;
const ofDivision = { ...optional, when: { path: 'facts.type', is: ['division'] } } as const;

/** The terms on which a merger or division is entered into the register; without them it is done outside. */
export const reorganizationTerms: readonly Field[] = [
  {
    path: 'absorption.absorberId',
    kind: 'receiver',
    label: 'proposal.absorber',
    help: 'proposal.absorber.help',
    ...ofMerger,
  },
  {
    path: 'absorption.exchange',
    kind: 'exchange',
    label: 'proposal.exchange',
    help: 'proposal.exchange.help',
    ...ofMerger,
  },
  {
    path: 'division.receiverId',
    kind: 'receiver',
    label: 'proposal.receiver',
    help: 'proposal.receiver.help',
    ...ofDivision,
  },
  { path: 'division.capital', kind: 'amount', label: 'proposal.passing', ...ofDivision },
  {
    path: 'division.portions',
    kind: 'portions',
    label: 'proposal.portions',
    help: 'proposal.portions.help',
    ...ofDivision,
  },
];
