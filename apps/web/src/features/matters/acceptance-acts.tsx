import { Typography } from 'antd';
import { ActButton } from '../../components/act-button.tsx';
import { linesOf, useKeptText } from '../../components/kept-text.ts';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { type Act, ActForm, DayField, TextField } from './act-fields.tsx';
import type { Matter } from './matter-data.ts';
import { Plain, Reasoned } from './simple-acts.tsx';
import { toMakeGood } from './to-make-good.ts';

type ActProps = { matter: Matter };

/** Consent to the emergency procedure, in writing. */
function ConsentUrgent({ matter }: ActProps) {
  const t = useText();
  const [note, keep, forget] = useKeptText(`guanyun.urgent-consent.${matter.id}`);
  return (
    <ActForm>
      <Typography.Text>
        {t('matters.urgentBecause', { because: matter.proposal.urgent?.cause ?? '' })}
      </Typography.Text>
      <TextField label={t('matters.consentNote')} rows={2} value={note} onChange={keep} />
      <ActButton
        type="primary"
        disabled={note.trim() === ''}
        mutation={trpc.matters.consentUrgent.mutationOptions()}
        input={{ id: matter.id, note: note.trim() }}
        onDone={forget}
      >
        {t('matters.consentUrgent')}
      </ActButton>
    </ActForm>
  );
}

/** Not the committee's: why, and where to go with it. */
function Refuse({ matter }: ActProps) {
  const t = useText();
  const [reason, keep, forget] = useKeptText(`guanyun.refuse.${matter.id}`);
  const [goTo, keepGoTo, forgetGoTo] = useKeptText(`guanyun.refuse-to.${matter.id}`);
  return (
    <ActForm>
      <TextField label={t('matters.refuseReason')} rows={2} value={reason} onChange={keep} />
      <TextField
        label={t('matters.refuseTo')}
        hint={t('matters.refuseToHint')}
        value={goTo}
        onChange={keepGoTo}
      />
      <ActButton
        danger
        disabled={reason.trim() === '' || goTo.trim() === ''}
        mutation={trpc.matters.refuse.mutationOptions()}
        input={{ id: matter.id, reason: reason.trim(), goTo: goTo.trim() }}
        onDone={() => {
          forget();
          forgetGoTo();
        }}
      >
        {t('matters.refuse')}
      </ActButton>
    </ActForm>
  );
}

/** Everything to be made good, asked at once; begun with what the rules found. */
function AskSupplement({ matter }: ActProps) {
  const t = useText();
  const found = toMakeGood(matter, (name) => t('matters.supplyMaterial', { name }));
  const [text, keep, forget] = useKeptText(
    `guanyun.supplement.${matter.id}.${matter.supplements.length}`,
    found.join('\n'),
  );
  const items = linesOf(text);
  const first = matter.supplements.length === 0;
  return (
    <ActForm>
      <TextField
        label={t('matters.supplementItems')}
        hint={t('matters.supplementItemsHint')}
        rows={5}
        maxLength={10_000}
        value={text}
        onChange={keep}
      />
      <Typography.Text type="secondary">
        {matter.clock === null
          ? t('matters.supplementNoClock')
          : t(first ? 'matters.supplementStops' : 'matters.supplementRuns')}
      </Typography.Text>
      <ActButton
        type="primary"
        disabled={items.length === 0}
        mutation={trpc.matters.askSupplement.mutationOptions()}
        input={{ id: matter.id, items }}
        onDone={forget}
      >
        {t('matters.askSupplement')}
      </ActButton>
    </ActForm>
  );
}

/** Accepts with what the company promised to bring by a day; the head of the office signs too. */
function ProposeDeficient({ matter }: ActProps) {
  const t = useText();
  const [dueOn, keep, forget] = useKeptText(`guanyun.deficient.${matter.id}`);
  return (
    <ActForm>
      <Typography.Text>
        {t('matters.promised', { promise: matter.content.lacking?.promise ?? t('matters.noPromise') })}
      </Typography.Text>
      <DayField label={t('matters.deficientDue')} value={dueOn} onChange={keep} />
      <ActButton
        type="primary"
        disabled={dueOn === ''}
        mutation={trpc.matters.proposeDeficient.mutationOptions()}
        input={{ id: matter.id, dueOn }}
        onDone={forget}
      >
        {t('matters.proposeDeficient')}
      </ActButton>
    </ActForm>
  );
}

const lacksUnpromised = (matter: Matter): boolean =>
  matter.state === 'submitted' &&
  matter.content.lacking === undefined &&
  toMakeGood(matter, (name) => name).length > 0;

/** What is decided when a case comes in. */
export const acceptanceActs: readonly Act[] = [
  { name: 'matters.consentUrgent', usual: true, form: (matter) => <ConsentUrgent matter={matter} /> },
  {
    name: 'matters.accept',
    usual: true,
    form: (matter) => (
      <Plain matter={matter} label="matters.accept" mutation={trpc.matters.accept.mutationOptions()} />
    ),
  },
  {
    name: 'matters.proposeDeficient',
    usual: (matter) => matter.content.lacking !== undefined,
    form: (matter) => <ProposeDeficient matter={matter} />,
  },
  {
    name: 'matters.confirmDeficient',
    usual: true,
    form: (matter) => (
      <Plain
        matter={matter}
        label="matters.confirmDeficient"
        confirm="matters.confirmDeficientConfirm"
        mutation={trpc.matters.confirmDeficient.mutationOptions()}
      />
    ),
  },
  {
    name: 'matters.refuseDeficient',
    usual: false,
    form: (matter) => (
      <Reasoned
        matter={matter}
        label="matters.refuseDeficient"
        reasonLabel="matters.deficientReason"
        mutation={trpc.matters.refuseDeficient.mutationOptions()}
      />
    ),
  },
];

/** What sends it back to the company, in whole or in part. */
export const backwardActs: readonly Act[] = [
  {
    name: 'matters.askSupplement',
    usual: lacksUnpromised,
    form: (matter) => <AskSupplement matter={matter} />,
  },
  {
    name: 'matters.returnToCompany',
    usual: false,
    form: (matter) => (
      <Reasoned
        matter={matter}
        label="matters.return"
        reasonLabel="matters.returnReason"
        mutation={trpc.matters.returnToCompany.mutationOptions()}
      />
    ),
  },
  { name: 'matters.refuse', usual: false, form: (matter) => <Refuse matter={matter} /> },
];
