import { ActButton } from '../../components/act-button.tsx';
import { useKeptText } from '../../components/kept-text.ts';
import { type TextKey, useText } from '../../texts/text.ts';
import type { trpc } from '../../trpc.ts';
import { ActForm, TextField } from './act-fields.tsx';
import type { Matter } from './matter-data.ts';

type ActProps = { matter: Matter };

/** An act that asks for its reason; the reason is kept until the act is done. */
export function Reasoned({
  matter,
  label,
  reasonLabel,
  mutation,
}: ActProps & {
  label: TextKey;
  reasonLabel: TextKey;
  mutation: ReturnType<typeof trpc.matters.sendBack.mutationOptions>;
}) {
  const t = useText();
  const [reason, keep, forget] = useKeptText(`guanyun.reason.${label}.${matter.id}`);
  return (
    <ActForm>
      <TextField label={t(reasonLabel)} rows={2} value={reason} onChange={keep} />
      <ActButton
        danger
        disabled={reason.trim() === ''}
        mutation={mutation}
        input={{ id: matter.id, reason: reason.trim() }}
        onDone={forget}
      >
        {t(label)}
      </ActButton>
    </ActForm>
  );
}

/** An act on exactly the content that is shown: its digest goes along. */
export function Confirmed({
  matter,
  label,
  confirm,
  mutation,
}: ActProps & {
  label: TextKey;
  confirm: TextKey;
  mutation: ReturnType<typeof trpc.matters.sign.mutationOptions>;
}) {
  const t = useText();
  return (
    <ActButton
      type="primary"
      confirm={t(confirm)}
      mutation={mutation}
      input={{ id: matter.id, contentDigest: matter.contentDigest }}
    >
      {t(label)}
    </ActButton>
  );
}

/** An act that needs nothing but to be done; `confirm` asks once more. */
export function Plain({
  matter,
  label,
  confirm,
  mutation,
}: ActProps & {
  label: TextKey;
  confirm?: TextKey;
  mutation: ReturnType<typeof trpc.matters.accept.mutationOptions>;
}) {
  const t = useText();
  return (
    <ActButton
      type="primary"
      {...(confirm === undefined ? {} : { confirm: t(confirm) })}
      mutation={mutation}
      input={{ id: matter.id }}
    >
      {t(label)}
    </ActButton>
  );
}

/** An opinion for or against, on the content shown: review and legal clearance. */
export function Opinion({
  matter,
  kind,
  mutation,
}: ActProps & {
  kind: 'review' | 'clear';
  mutation: ReturnType<typeof trpc.matters.review.mutationOptions>;
}) {
  const t = useText();
  const [opinion, keep, forget] = useKeptText(`guanyun.${kind}.${matter.id}.${matter.contentDigest}`);
  const said = { id: matter.id, contentDigest: matter.contentDigest, opinion: opinion.trim() };
  return (
    <ActForm>
      <TextField
        label={t(`matters.${kind}Opinion`)}
        hint={t('matters.opinionKept')}
        rows={4}
        maxLength={2000}
        value={opinion}
        onChange={keep}
      />
      <div className="vote-row">
        {([true, false] as const).map((passed) => (
          <ActButton
            key={String(passed)}
            {...(passed ? { type: 'primary' as const } : { danger: true })}
            disabled={opinion.trim() === ''}
            mutation={mutation}
            input={{ ...said, passed }}
            onDone={forget}
          >
            {t(`matters.${kind}${passed ? 'Pass' : 'Fail'}`)}
          </ActButton>
        ))}
      </div>
    </ActForm>
  );
}
