import { Flex, Input, Select, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useKeptText } from '../../components/kept-text.ts';
import { type Paper, PapersField } from '../../components/papers-field.tsx';
import { type TextKey, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Execution } from './matter-data.ts';

/** An act of the director with its reason, kept until it is done. */
function Reasoned({
  id,
  label,
  mutation,
  danger,
}: {
  id: string;
  label: TextKey;
  mutation: ReturnType<typeof trpc.matters.suspend.mutationOptions>;
  danger: boolean;
}) {
  const t = useText();
  const [reason, keep, forget] = useKeptText(`guanyun.reason.${label}.${id}`);
  return (
    <Flex vertical gap={8}>
      <Input
        aria-label={`${t(label)}：${t('supervise.reason')}`}
        placeholder={t('supervise.reason')}
        value={reason}
        maxLength={200}
        onChange={(event) => keep(event.target.value)}
      />
      <ActButton
        danger={danger}
        disabled={reason.trim() === ''}
        mutation={mutation}
        input={{ id, reason: reason.trim() }}
        onDone={forget}
      >
        {t(label)}
      </ActButton>
    </Flex>
  );
}

function Revoke({ execution }: { execution: Execution }) {
  const t = useText();
  const { id, meetings } = execution;
  const [reason, keep, forget] = useKeptText(`guanyun.revoke.${id}`);
  const [meetingId, setMeetingId] = useState<string | null>(null);
  return (
    <Flex vertical gap={8}>
      <Typography.Text type="secondary">{t('supervise.revokeHint')}</Typography.Text>
      <Select
        aria-label={t('supervise.revokeMeeting')}
        placeholder={t('supervise.revokeMeeting')}
        value={meetingId}
        onChange={setMeetingId}
        notFoundContent={t('supervise.noMeeting')}
        options={meetings.map((m) => ({ value: m.id, label: `${m.heldOn} ${m.title}` }))}
      />
      <Input
        aria-label={`${t('supervise.revoke')}：${t('supervise.reason')}`}
        placeholder={t('supervise.reason')}
        value={reason}
        maxLength={200}
        onChange={(event) => keep(event.target.value)}
      />
      <ActButton
        danger
        disabled={meetingId === null || reason.trim() === ''}
        mutation={trpc.matters.revoke.mutationOptions()}
        input={{ id, reason: reason.trim(), meetingId: meetingId ?? '' }}
        onDone={forget}
      >
        {t('supervise.revoke')}
      </ActButton>
    </Flex>
  );
}

/** Lets the case go on; where the investor changed, under the number and day of the new investor's confirmation. */
function Resume({ id, waits }: { id: string; waits: boolean }) {
  const t = useText();
  const [reason, keep, forget] = useKeptText(`guanyun.resume.${id}`);
  const [number, keepNumber, forgetNumber] = useKeptText(`guanyun.resume.number.${id}`);
  const [decidedOn, setDecidedOn] = useState('');
  const confirmed = number.trim() !== '' && decidedOn !== '';
  return (
    <Flex vertical gap={8}>
      {waits && (
        <>
          <Input
            aria-label={t('supervise.confirmationNumber')}
            placeholder={t('supervise.confirmationNumber')}
            value={number}
            maxLength={200}
            onChange={(event) => keepNumber(event.target.value)}
          />
          <Input
            type="date"
            aria-label={t('supervise.confirmationDay')}
            value={decidedOn}
            onChange={(event) => setDecidedOn(event.target.value)}
          />
        </>
      )}
      <Input
        aria-label={`${t('supervise.resume')}：${t('supervise.reason')}`}
        placeholder={t('supervise.reason')}
        value={reason}
        maxLength={200}
        onChange={(event) => keep(event.target.value)}
      />
      <ActButton
        disabled={reason.trim() === '' || (waits && !confirmed)}
        mutation={trpc.matters.resume.mutationOptions()}
        input={{
          ...{ id, reason: reason.trim() },
          ...(waits ? { confirmation: { number: number.trim(), decidedOn } } : {}),
        }}
        onDone={() => {
          forget();
          forgetNumber();
        }}
      >
        {t('supervise.resume')}
      </ActButton>
    </Flex>
  );
}

function Report({ id }: { id: string }) {
  const t = useText();
  const [report, keep, forget] = useKeptText(`guanyun.report.${id}`);
  const [papers, setPapers] = useState<Paper[]>([]);
  return (
    <Flex vertical gap={8}>
      <Input.TextArea
        aria-label={t('supervise.reportText')}
        placeholder={t('supervise.reportText')}
        rows={3}
        maxLength={2000}
        value={report}
        onChange={(event) => keep(event.target.value)}
      />
      <PapersField papers={papers} onChange={setPapers} label={t('obligations.evidence')} />
      <ActButton
        disabled={report.trim() === '' || papers.length === 0}
        mutation={trpc.matters.report.mutationOptions()}
        input={{ id, report: report.trim(), evidence: papers.map((p) => p.digest) }}
        onDone={() => {
          forget();
          setPapers([]);
        }}
      >
        {t('supervise.report')}
      </ActButton>
    </Flex>
  );
}

function Complete({ id }: { id: string }) {
  const t = useText();
  const [opinion, keep, forget] = useKeptText(`guanyun.complete.${id}`);
  return (
    <Flex vertical gap={8}>
      <Input
        aria-label={t('supervise.opinion')}
        placeholder={t('supervise.opinion')}
        value={opinion}
        maxLength={2000}
        onChange={(event) => keep(event.target.value)}
      />
      <ActButton
        type="primary"
        confirm={t('supervise.completeConfirm')}
        mutation={trpc.matters.complete.mutationOptions()}
        input={{ id, opinion: opinion.trim() }}
        onDone={forget}
      >
        {t('supervise.complete')}
      </ActButton>
    </Flex>
  );
}

/** What can be done about the carrying out of a case, in the post acted in. The frame is the page's. */
export function SupervisionActs({ execution }: { execution: Execution }) {
  const t = useText();
  const { id } = execution;
  const may = new Set(execution.may);
  return (
    <>
      {may.has('matters.report') && <Report id={id} />}
      {may.has('matters.complete') && <Complete id={id} />}
      {may.has('matters.expire') && (
        <ActButton
          danger
          confirm={t('supervise.expireConfirm')}
          mutation={trpc.matters.expire.mutationOptions()}
          input={{ id }}
        >
          {t('supervise.expire')}
        </ActButton>
      )}
      {may.has('matters.suspend') && (
        <Reasoned
          id={id}
          label="supervise.suspend"
          mutation={trpc.matters.suspend.mutationOptions()}
          danger
        />
      )}
      {may.has('matters.resume') && <Resume id={id} waits={execution.waitsForInvestor} />}
      {may.has('matters.revoke') && <Revoke execution={execution} />}
    </>
  );
}
