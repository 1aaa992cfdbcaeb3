import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { ActButton } from '../../components/act-button.tsx';
import { useKeptText } from '../../components/kept-text.ts';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { type Act, ActForm, TextField } from './act-fields.tsx';
import type { Matter } from './matter-data.ts';
import { Confirmed, Reasoned } from './simple-acts.tsx';

type ActProps = { matter: Matter };

/** The first-tier company hands its subsidiary's case on, with what it thinks of it. */
function Endorse({ matter }: ActProps) {
  const t = useText();
  const [opinion, keep, forget] = useKeptText(`guanyun.endorse.${matter.id}`);
  return (
    <ActForm>
      <TextField
        label={t('matters.endorseOpinion')}
        rows={3}
        maxLength={2000}
        value={opinion}
        onChange={keep}
      />
      <ActButton
        type="primary"
        disabled={opinion.trim() === ''}
        mutation={trpc.matters.endorse.mutationOptions()}
        input={{ id: matter.id, contentDigest: matter.contentDigest, opinion: opinion.trim() }}
        onDone={forget}
      >
        {t('matters.endorse')}
      </ActButton>
    </ActForm>
  );
}

/** Takes the case back; what lies with the higher body only with its consent. */
function Withdraw({ matter }: ActProps) {
  const t = useText();
  const [reason, keep, forget] = useKeptText(`guanyun.reason.matters.withdraw.${matter.id}`);
  const [consent, keepConsent, forgetConsent] = useKeptText(`guanyun.consent.${matter.id}`);
  const forwarded = matter.state === 'forwarded';
  return (
    <ActForm>
      <TextField label={t('matters.withdrawReason')} rows={2} value={reason} onChange={keep} />
      {forwarded && <TextField label={t('matters.consentNumber')} value={consent} onChange={keepConsent} />}
      <ActButton
        danger
        disabled={reason.trim() === '' || (forwarded && consent.trim() === '')}
        mutation={trpc.matters.withdraw.mutationOptions()}
        input={{
          id: matter.id,
          reason: reason.trim(),
          ...(forwarded ? { consent: consent.trim() } : {}),
        }}
        onDone={() => {
          forget();
          forgetConsent();
        }}
      >
        {t('matters.withdraw')}
      </ActButton>
    </ActForm>
  );
}

/** Opens the proposal form on the content as it stands. */
function Revise({ matter }: ActProps) {
  const t = useText();
  const navigate = useNavigate();
  return (
    <Button
      style={{ alignSelf: 'start' }}
      onClick={() => void navigate({ to: '/matters/new', search: { from: matter.id } })}
    >
      {t('matters.revise')}
    </Button>
  );
}

/** What was asked has been made good and signed anew: hands the supplement in. */
function AnswerSupplement({ matter }: ActProps) {
  const t = useText();
  const [note, keep, forget] = useKeptText(`guanyun.supplement-answer.${matter.id}`);
  const asked = matter.supplements.at(-1);
  return (
    <ActForm>
      {asked !== undefined && (
        <div>
          {t('matters.supplementAsked', { round: asked.round, due: asked.dueOn })}
          <ol className="matter-lines">
            {asked.items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ol>
        </div>
      )}
      <TextField label={t('matters.supplementNote')} rows={2} maxLength={2000} value={note} onChange={keep} />
      <ActButton
        type="primary"
        mutation={trpc.matters.answerSupplement.mutationOptions()}
        input={{ id: matter.id, contentDigest: matter.contentDigest, note: note.trim() }}
        onDone={forget}
      >
        {t('matters.answerSupplement')}
      </ActButton>
    </ActForm>
  );
}

/** A participant's own signature on a joint case. */
function Join({ matter }: ActProps) {
  const t = useText();
  return (
    <ActButton
      type="primary"
      confirm={t('matters.joinConfirm')}
      mutation={trpc.matters.join.mutationOptions()}
      input={{ id: matter.id, contentDigest: matter.contentDigest }}
    >
      {t('matters.join')}
    </ActButton>
  );
}

/** Takes the own company out of a joint case, which is then no case of the company's any more. */
function Leave({ matter }: ActProps) {
  const t = useText();
  const navigate = useNavigate();
  const [reason, keep, forget] = useKeptText(`guanyun.reason.matters.leave.${matter.id}`);
  return (
    <ActForm>
      <TextField label={t('matters.leaveReason')} rows={2} maxLength={2000} value={reason} onChange={keep} />
      <ActButton
        danger
        disabled={reason.trim() === ''}
        confirm={t('matters.leaveConfirm')}
        mutation={trpc.matters.leave.mutationOptions()}
        input={{ id: matter.id, reason: reason.trim() }}
        onDone={() => {
          forget();
          void navigate({ to: '/matters' });
        }}
      >
        {t('matters.leave')}
      </ActButton>
    </ActForm>
  );
}

const inHand = (matter: Matter): boolean =>
  ['draft', 'returned', 'filing_objected', 'supplementing'].includes(matter.state);

/** What the company can do. */
export const companyActs: readonly Act[] = [
  {
    name: 'matters.revise',
    usual: inHand,
    form: (matter) => <Revise matter={matter} />,
  },
  {
    name: 'matters.sign',
    usual: true,
    form: (matter) => (
      <Confirmed
        matter={matter}
        label="matters.sign"
        confirm="matters.signConfirm"
        mutation={trpc.matters.sign.mutationOptions()}
      />
    ),
  },
  {
    name: 'matters.join',
    usual: true,
    form: (matter) => <Join matter={matter} />,
  },
  {
    name: 'matters.submit',
    usual: true,
    form: (matter) => (
      <Confirmed
        matter={matter}
        label={matter.firstTier === null ? 'matters.submit' : 'matters.submitUp'}
        confirm={matter.firstTier === null ? 'matters.submitConfirm' : 'matters.submitUpConfirm'}
        mutation={trpc.matters.submit.mutationOptions()}
      />
    ),
  },
  { name: 'matters.answerSupplement', usual: true, form: (matter) => <AnswerSupplement matter={matter} /> },
  { name: 'matters.endorse', usual: true, form: (matter) => <Endorse matter={matter} /> },
  {
    name: 'matters.sendBack',
    usual: false,
    form: (matter) => (
      <Reasoned
        matter={matter}
        label="matters.sendBack"
        reasonLabel="matters.returnReason"
        mutation={trpc.matters.sendBack.mutationOptions()}
      />
    ),
  },
  { name: 'matters.leave', usual: false, form: (matter) => <Leave matter={matter} /> },
  { name: 'matters.withdraw', usual: false, form: (matter) => <Withdraw matter={matter} /> },
];
