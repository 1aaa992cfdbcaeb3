import { useQuery } from '@tanstack/react-query';
import { Card, Checkbox, Flex, Form, Input, Radio, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { type Paper, PapersField } from '../../components/papers-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { momentText, type Tender } from './tender-data.ts';

/** Publication: the days come from the rule, and the deadline is the opening. */
export function PublishPanel({ tender, today }: { readonly tender: Tender; readonly today: string }) {
  const t = useText();
  const [deadlineOn, setDeadlineOn] = useState('');
  const [time, setTime] = useState('09:30');
  const [papers, setPapers] = useState<Paper[]>([]);
  const { data: days } = useQuery(
    trpc.tenders.timetable.queryOptions({
      ...{ documentsFrom: today, jurisdiction: tender.jurisdiction },
      ...(deadlineOn === '' ? {} : { deadline: deadlineOn }),
    }),
  );
  const early =
    days?.earliestDeadline !== undefined && deadlineOn !== '' && deadlineOn < days.earliestDeadline;
  return (
    <Card title={t('tenders.publish')} data-testid="publish">
      <Typography.Paragraph type="secondary">
        {t('tenders.publishHint', { earliest: days?.earliestDeadline ?? '…' })}
      </Typography.Paragraph>
      <Flex gap={16} wrap>
        <TextField
          id="deadlineOn"
          label="tenders.deadlineOn"
          type="date"
          required
          value={deadlineOn}
          onChange={setDeadlineOn}
          wrong={early ? 'tenders.tooEarly' : null}
        />
        <Form.Item label={t('tenders.time')} htmlFor="time" layout="vertical" required>
          <Input id="time" type="time" value={time} onChange={(event) => setTime(event.target.value)} />
        </Form.Item>
        {days?.objectionsUntil !== undefined && (
          <p>{t('tenders.objectionsDay', { day: days.objectionsUntil })}</p>
        )}
      </Flex>
      <PapersField papers={papers} onChange={setPapers} label={t('tenders.papers')} />
      <ActButton
        type="primary"
        confirm={t('tenders.publishConfirm')}
        disabled={deadlineOn === '' || early || time === '' || papers.length === 0}
        mutation={trpc.tenders.publish.mutationOptions()}
        input={{ id: tender.id, deadlineOn, time, documents: papers.map(({ digest }) => digest) }}
      >
        {t('tenders.publish')}
      </ActButton>
    </Card>
  );
}

/** A clarification or amendment; what bidders must reckon with moves a deadline that is near. */
export function ChangePanel({ tender }: { readonly tender: Tender }) {
  const t = useText();
  const code = useCode();
  const [kind, setKind] = useState<'clarification' | 'amendment'>('clarification');
  const [text, setText] = useState('');
  const [affects, setAffects] = useState(false);
  const [deadlineOn, setDeadlineOn] = useState('');
  const [papers, setPapers] = useState<Paper[]>([]);
  const input = {
    ...{ id: tender.id, kind, text, affects, documents: papers.map(({ digest }) => digest) },
    ...(deadlineOn === '' ? {} : { deadlineOn }),
  };
  return (
    <Card title={t('tenders.change')} data-testid="change">
      <Radio.Group
        optionType="button"
        value={kind}
        onChange={(event) => setKind(event.target.value)}
        options={(['clarification', 'amendment'] as const).map((value) => ({
          ...{ value, label: code('tenderChange', value) },
        }))}
      />
      <TextField id="changeText" label="tenders.changeText" required value={text} onChange={setText} />
      <Checkbox checked={affects} onChange={(event) => setAffects(event.target.checked)}>
        {t('tenders.affects')}
      </Checkbox>
      <TextField
        id="newDeadline"
        label="tenders.newDeadline"
        type="date"
        value={deadlineOn}
        onChange={setDeadlineOn}
      />
      <PapersField papers={papers} onChange={setPapers} label={t('tenders.papers')} />
      <ActButton
        disabled={text.trim() === ''}
        mutation={trpc.tenders.change.mutationOptions()}
        input={input}
        onDone={() => {
          setText('');
          setPapers([]);
          setDeadlineOn('');
        }}
      >
        {t('tenders.issueChange')}
      </ActButton>
    </Card>
  );
}

/** The answer to an objection or a complaint, beside it. */
export function AnswerForm({
  tenderId,
  objectionId,
}: {
  readonly tenderId: string;
  readonly objectionId: string;
}) {
  const t = useText();
  const [text, setText] = useState('');
  const [upheld, setUpheld] = useState(false);
  return (
    <Flex vertical gap={4} align="start">
      <TextField
        id={`answer-${objectionId}`}
        label="tenders.answer"
        required
        value={text}
        onChange={setText}
      />
      <Checkbox checked={upheld} onChange={(event) => setUpheld(event.target.checked)}>
        {t('tenders.upheld')}
      </Checkbox>
      <ActButton
        type="primary"
        disabled={text.trim() === ''}
        mutation={trpc.tenders.answer.mutationOptions()}
        input={{ id: tenderId, objectionId, text, upheld }}
      >
        {t('tenders.giveAnswer')}
      </ActButton>
    </Flex>
  );
}

/** The opening: who has given a share, how many bids there are, and the one act. */
export function OpenPanel({ tender }: { readonly tender: Tender }) {
  const t = useText();
  const code = useCode();
  const { key } = tender;
  if (tender.state !== 'published' || key === null) return null;
  const given = key.holders.filter((holder) => holder.given).length;
  return (
    <Card title={t('tenders.opening')} data-testid="open">
      {!tender.ended && <p>{t('tenders.notYet', { at: momentText(tender.opensAt) })}</p>}
      {tender.bids !== null && <p>{t('tenders.bidsIn', { bids: tender.bids })}</p>}
      <ul>
        {key.holders.map((holder) => (
          <li key={holder.place}>
            {code('holder', holder.role)} {holder.person.name}：
            {t(holder.given ? 'tenders.shareGiven' : 'tenders.shareOut')}
          </li>
        ))}
      </ul>
      <p>{t('tenders.sharesNeeded', { given, needed: key.needed, total: key.total })}</p>
      {tender.may.includes('open') && (
        <ActButton
          type="primary"
          confirm={t('tenders.openConfirm')}
          mutation={trpc.tenders.open.mutationOptions()}
          input={{ id: tender.id }}
        >
          {t('tenders.open')}
        </ActButton>
      )}
    </Card>
  );
}

/** The ends that are no award. */
export function EndPanel({ tender }: { readonly tender: Tender }) {
  const t = useText();
  const [because, setBecause] = useState('');
  const fails = tender.may.includes('fail');
  if (!fails && !tender.may.includes('cancel')) return null;
  return (
    <Card title={t(fails ? 'tenders.fail' : 'tenders.cancel')}>
      <TextField id="because" label="tenders.because" required value={because} onChange={setBecause} />
      {fails ? (
        <ActButton
          danger
          confirm={t('tenders.failConfirm')}
          disabled={because.trim() === ''}
          mutation={trpc.tenders.fail.mutationOptions()}
          input={{ id: tender.id, because }}
        >
          {t('tenders.fail')}
        </ActButton>
      ) : (
        <ActButton
          danger
          confirm={t('tenders.failConfirm')}
          disabled={because.trim() === ''}
          mutation={trpc.tenders.cancel.mutationOptions()}
          input={{ id: tender.id, because }}
        >
          {t('tenders.cancel')}
        </ActButton>
      )}
    </Card>
  );
}
