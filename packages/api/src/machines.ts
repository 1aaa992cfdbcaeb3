import { signedProcedures } from '@guanyun/domain/evidence/approval.ts';
import { withinScope } from '@guanyun/domain/organizations/machines.ts';
import { machineOutputs } from './machine-outputs.ts';

/**
 * Why a procedure is closed to machines: a natural person answers for it (signs, votes, decides, issues, seals, reviews,
 * clears, opens, holds a share, or records what was decided); it belongs to sessions, own settings or the administration; or
 * it is a question that no other system has needed so far, so that what it answers is promised to nobody.
 */
export type ClosedFor = 'person' | 'own' | 'unasked';

/** The reviewed answer for each procedure that is not open: by reason, area and name. A new procedure stands here or in `machineOutputs`. */
const closed: Readonly<Record<ClosedFor, Readonly<Record<string, string>>>> = {
  person: {
    assets:
      'adjust attach book count createOrder depreciate describe discharge dispose encumber encumbranceStep freeLine merge orderPaper recordLandFact recordLockEvent recordTitle registerLand reportSurplus resolve signOrder split succeed withdrawLine',
    catalogue: 'discard draft release revise',
    contracts:
      'agreeList applyForPayment certify decideAccounts decideAmendment decidePayment decideSettlement entrust fileReview handOver proposeAmendment publishList recordPaid recordPaper remarkSplit revokeList setAgencyFee sign step submitAccounts submitSettlement',
    equity:
      'correct discardPlan draftPlan endExemption enterCapital executePlan executeTransfer exemptLevel importBods joinPlan recordDate recordParticular recordPayment reorganize revisePlan submitPlan withdrawPlan',
    imports: 'commit',
    matters:
      'accept acknowledge answerConsultation answerSupplement archive askSupplement clear complete confirmDeficient consentUrgent consult endorse expire forward issue join leave object propose proposeDeficient receive recordExternalDecision recordShareholders refuse refuseDeficient report resume resumeClock returnToCompany review revise revoke sendBack sign signInstrument stopClock submit suspend withdraw',
    meetings: 'close create declareRelation move recordAttendance vote',
    notices: 'register',
    obligations: 'confirm report',
    organizations: 'enterSupplier',
    tenders:
      'addExpert answer award cancel change checkBid commitSeed draft drawPanel dropBid evaluate fail giveShare makeKey open publicize publish removeExpert',
    warrants: 'answerExtension askExtension release spend',
  },
  own: {
    account: 'addCodes beginCodes changePassword endSessions removeCodes security',
    administration:
      'accounts askReset createAccount disableAccount enableAccount endPost endSessions grantPost permissions personsWithoutAccount posts refuseReset releaseReset resets unlinkIdentity',
    delegations: 'candidates give list revoke',
    identity: 'link mine provider unlink',
    mandates: 'desk record',
    sealed: 'bids form object submit withdraw',
    services: 'create createKey grant list revokeKey',
    session: 'me signIn signOut switchPost',
    setup: 'createAdministrators state',
    signing: 'add keys means remove',
    views: 'list remove save',
    webhooks: 'approve deliveries end endpoints make pause resend resume rotate test',
    workbench: 'get',
  },
  unasked: {
    assets:
      'aged ageing classCodes classVersions get judge landAssets landLedger landParcel lockUps lockedAssets offered order orderLines previewRun reconciliation reconciliationLines runs story',
    catalogue: 'figures version versions',
    contracts: 'classify compareLists cooperationList get list lists readings risks split splits',
    equity: 'capTable groupAccounts particulars plan planAccounts planFollowUp plans previewBods structure',
    evidence: 'chain journal log verify',
    imports: 'preview progress templates',
    matters: 'archiveFile catalogue consultations execution get list precedents preflight replay',
    meetings: 'candidates get list',
    notices: 'get list processes releases',
    obligations: 'due list',
    organizations: 'company counterparties mandates',
    rules: 'list run',
    tenders:
      'bidCheck bidChecks conflicts experts get holders list openedBid readings suppliers timetable unsignedAwards',
    warrants: 'get list',
  },
};

/** Every procedure that is closed, with the reason. */
export const closedToMachines: ReadonlyMap<string, ClosedFor> = new Map(
  (Object.keys(closed) as ClosedFor[]).flatMap((reason) =>
    Object.entries(closed[reason]).flatMap(([area, names]) =>
      names.split(' ').map((name) => [`${area}.${name}`, reason] as const),
    ),
  ),
);

/** What is open to machines; files are kept outside the procedures, by `POST /documents`. */
export const openToMachines: readonly string[] = Object.keys(machineOutputs);
export const KEEP_DOCUMENT = 'documents.keep';

/** What a key's scope can name: each area with something open, and each open procedure. */
export const machineScopes: readonly string[] = [
  ...new Set([...openToMachines, KEEP_DOCUMENT].flatMap((name) => [name.split('.')[0] ?? '', name])),
].sort();

const open: ReadonlySet<string> = new Set([...openToMachines, KEEP_DOCUMENT]);

/** May a machine with a key of this scope call it? Its post is asked besides. */
export const machineMay = (scope: readonly string[], procedure: string): boolean =>
  open.has(procedure) && !signedProcedures.has(procedure) && withinScope(scope, procedure);
