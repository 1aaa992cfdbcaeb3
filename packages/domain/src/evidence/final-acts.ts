/**
 * The acts by which something is decided, bound, given or taken: each gets a signed checkpoint of the log at once, so that
 * nobody can take it back unseen even for a minute.
 */
export const finalActs: ReadonlySet<string> = new Set([
  ...[
    'matters.decide',
    'matters.issue',
    'matters.refuse',
    'matters.revoke',
    'matters.archive',
    'matters.signInstrument',
  ],
  ...['meetings.close', 'warrants.answerExtension', 'warrants.release', 'mandates.record'],
  ...['delegations.give', 'delegations.revoke', 'administration.grantPost', 'administration.endPost'],
  ...['administration.askReset', 'administration.releaseReset'],
  ...['administration.createAccount', 'administration.createAccounts', 'imports.commit', 'catalogue.release'],
  ...[
    'contracts.publishList',
    'contracts.agreeList',
    'contracts.entrust',
    'contracts.sign',
    'contracts.decideAmendment',
  ],
  ...[
    'contracts.decidePayment',
    'contracts.decideSettlement',
    'contracts.decideAccounts',
    'contracts.handOver',
  ],
  ...[
    'tenders.publish',
    'tenders.seal',
    'tenders.open',
    'tenders.drawPanel',
    'tenders.evaluate',
    'tenders.award',
  ],
  ...[
    'equity.executePlan',
    'equity.executeTransfer',
    'assets.signOrder',
    'assets.book',
    'assets.recordTitle',
  ],
]);
