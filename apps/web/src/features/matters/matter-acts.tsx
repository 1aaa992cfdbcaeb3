import { useNavigate } from '@tanstack/react-router';
import { Button, Card, Flex, Input, Typography } from 'antd';
import { ActButton } from '../../components/act-button.tsx';
import { type TextKey, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { ExternalForm } from './external-form.tsx';
import { useKeptText } from './kept-text.ts';
import type { Matter } from './matter-data.ts';

/** An act that asks for its reason; the reason is kept until the act is done. */
function Reasoned({
  matter,
  label,
  reasonLabel,
  mutation,
}: {
  matter: Matter;
  label: TextKey;
  reasonLabel: TextKey;
  mutation: ReturnType<typeof trpc.matters.withdraw.mutationOptions>;
}) {
  const t = useText();
  const [reason, keep, forget] = useKeptText(`guanyun.reason.${label}.${matter.id}`);
  return (
    <Flex vertical gap={8}>
      <Input
        aria-label={t(reasonLabel)}
        placeholder={t(reasonLabel)}
        value={reason}
        maxLength={200}
        onChange={(event) => keep(event.target.value)}
      />
      <ActButton
        danger
        disabled={reason.trim() === ''}
        mutation={mutation}
        input={{ id: matter.id, reason: reason.trim() }}
        onDone={forget}
      >
        {t(label)}
      </ActButton>
    </Flex>
  );
}

type Said = {
  label: TextKey;
  pass: TextKey;
  fail: TextKey;
  mutation: ReturnType<typeof trpc.matters.review.mutationOptions>;
};

/** An opinion on exactly this content, for or against. */
function Opinion({ matter, label, pass, fail, mutation }: Said & { matter: Matter }) {
  const t = useText();
  const [opinion, keep, forget] = useKeptText(`guanyun.opinion.${label}.${matter.id}`);
  const said = { id: matter.id, contentDigest: matter.contentDigest, opinion: opinion.trim() };
  return (
    <Flex vertical gap={8}>
      <Input.TextArea
        aria-label={t(label)}
        placeholder={t(label)}
        rows={4}
        maxLength={2000}
        value={opinion}
        onChange={(event) => keep(event.target.value)}
      />
      <Flex gap={8} wrap>
        <ActButton
          type="primary"
          disabled={opinion.trim() === ''}
          mutation={mutation}
          input={{ ...said, passed: true }}
          onDone={forget}
        >
          {t(pass)}
        </ActButton>
        <ActButton
          danger
          disabled={opinion.trim() === ''}
          mutation={mutation}
          input={{ ...said, passed: false }}
          onDone={forget}
        >
          {t(fail)}
        </ActButton>
      </Flex>
    </Flex>
  );
}

/** The acts of the company on its own matter. */
function CompanyActs({ matter, may }: { matter: Matter; may: ReadonlySet<string> }) {
  const t = useText();
  const navigate = useNavigate();
  const seen = { id: matter.id, contentDigest: matter.contentDigest };
  return (
    <>
      {may.has('matters.sign') && (
        <ActButton
          type="primary"
          confirm={t('matters.signConfirm')}
          mutation={trpc.matters.sign.mutationOptions()}
          input={seen}
        >
          {t('matters.sign')}
        </ActButton>
      )}
      {may.has('matters.submit') && (
        <ActButton
          type="primary"
          confirm={t('matters.submitConfirm')}
          mutation={trpc.matters.submit.mutationOptions()}
          input={seen}
        >
          {t('matters.submit')}
        </ActButton>
      )}
      {may.has('matters.revise') && (
        <Button
          style={{ alignSelf: 'start' }}
          onClick={() => void navigate({ to: '/matters/new', search: { from: matter.id } })}
        >
          {t('matters.revise')}
        </Button>
      )}
      {may.has('matters.withdraw') && (
        <Reasoned
          matter={matter}
          label="matters.withdraw"
          reasonLabel="matters.withdrawReason"
          mutation={trpc.matters.withdraw.mutationOptions()}
        />
      )}
    </>
  );
}

/** The acts of the committee's side. */
function CommitteeActs({ matter, may }: { matter: Matter; may: ReadonlySet<string> }) {
  const t = useText();
  const { id } = matter;
  return (
    <>
      {may.has('matters.accept') && (
        <ActButton type="primary" mutation={trpc.matters.accept.mutationOptions()} input={{ id }}>
          {t('matters.accept')}
        </ActButton>
      )}
      {may.has('matters.review') && (
        <Opinion
          key={matter.contentDigest}
          matter={matter}
          label="matters.opinion"
          pass="matters.reviewPass"
          fail="matters.reviewFail"
          mutation={trpc.matters.review.mutationOptions()}
        />
      )}
      {may.has('matters.clear') && (
        <Opinion
          key={`${matter.contentDigest}-clear`}
          matter={matter}
          label="matters.clearOpinion"
          pass="matters.clearPass"
          fail="matters.clearFail"
          mutation={trpc.matters.clear.mutationOptions()}
        />
      )}
      {may.has('matters.returnToCompany') && (
        <Reasoned
          matter={matter}
          label="matters.return"
          reasonLabel="matters.returnReason"
          mutation={trpc.matters.returnToCompany.mutationOptions()}
        />
      )}
      {may.has('matters.forward') && (
        <ActButton
          type="primary"
          confirm={t('matters.forwardConfirm')}
          mutation={trpc.matters.forward.mutationOptions()}
          input={{ id }}
        >
          {t('matters.forward')}
        </ActButton>
      )}
      {may.has('matters.recordExternalDecision') && <ExternalForm matterId={id} />}
      {may.has('matters.signInstrument') && (
        <ActButton
          type="primary"
          confirm={t('matters.signInstrumentConfirm')}
          mutation={trpc.matters.signInstrument.mutationOptions()}
          input={{ id, contentDigest: matter.contentDigest }}
        >
          {t('matters.signInstrument')}
        </ActButton>
      )}
      {may.has('matters.issue') && (
        <ActButton
          type="primary"
          confirm={t('matters.issueConfirm')}
          mutation={trpc.matters.issue.mutationOptions()}
          input={{ id }}
        >
          {t('matters.issue')}
        </ActButton>
      )}
    </>
  );
}

/** What this person can do now with the matter, in the post acted in. */
export function MatterActs({ matter }: { matter: Matter }) {
  const t = useText();
  const may = new Set<string>(matter.may);
  return (
    <Card title={t('matters.myPart')} data-testid="my-part">
      {may.size === 0 && <Typography.Text type="secondary">{t('matters.nothingToDo')}</Typography.Text>}
      <Flex vertical gap={12}>
        <CompanyActs matter={matter} may={may} />
        <CommitteeActs matter={matter} may={may} />
      </Flex>
    </Card>
  );
}
