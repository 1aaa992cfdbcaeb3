import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Alert, Button, Card, Checkbox, Flex, Form, Input, Radio, Skeleton } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { linesOf } from '../../components/kept-text.ts';
import { Page } from '../../components/page.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { failureOf, trpc } from '../../trpc.ts';
import { TextField } from './act-fields.tsx';
import type { Candidates } from './matter-data.ts';
import { Remaining } from './remaining.tsx';

type Plan = {
  title: string;
  heldOn: string;
  mode: 'collective_vote' | 'chief_decides';
  matterIds: string[];
  expected: string[];
  /** As typed: one a line. */
  observers: string;
};
type Change = (part: Partial<Plan>) => void;

/** The earliest lawful day, when the one chosen leaves no time for the papers. */
function earliestOf(error: unknown): string | null {
  const failure = failureOf(error);
  if (failure?.kind !== 'refused') return null;
  return failure.refusals.find(({ code }) => code === 'PAPERS_LATE')?.facts.earliest ?? null;
}

function Basics({ plan, change, earliest }: { plan: Plan; change: Change; earliest: string | null }) {
  const t = useText();
  return (
    <Card>
      <Form.Item label={t('meetings.name')} htmlFor="meetingTitle" layout="vertical" required>
        <Input
          id="meetingTitle"
          value={plan.title}
          maxLength={200}
          autoComplete="off"
          placeholder={t('meetings.titleHint')}
          onChange={(event) => change({ title: event.target.value })}
        />
      </Form.Item>
      <Form.Item
        label={t('meetings.heldOn')}
        htmlFor="heldOn"
        layout="vertical"
        required
        extra={t('meetings.papersHint')}
      >
        <Input
          id="heldOn"
          type="date"
          style={{ width: 180 }}
          value={plan.heldOn}
          onChange={(event) => change({ heldOn: event.target.value })}
        />
        {earliest !== null && plan.heldOn < earliest && (
          <Button type="link" onClick={() => change({ heldOn: earliest })}>
            {t('meetings.useEarliest', { day: earliest })}
          </Button>
        )}
      </Form.Item>
      <Radio.Group
        aria-label={t('meetings.mode')}
        optionType="button"
        value={plan.mode}
        onChange={(event) =>
          change({ mode: event.target.value === 'chief_decides' ? 'chief_decides' : 'collective_vote' })
        }
        options={(['collective_vote', 'chief_decides'] as const).map((value) => ({
          value,
          label: t(`meetings.mode.${value}`),
        }))}
      />
    </Card>
  );
}

/** Boxes in a column, each with its name and what else is to be seen of it. */
function Boxes({
  choices,
  chosen,
  onChange,
}: {
  choices: readonly { id: string; name: string; beside: React.ReactNode }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}) {
  return (
    <Flex vertical gap={8}>
      {choices.map(({ id, name, beside }) => (
        <Flex key={id} gap={8} wrap align="center" data-testid={`row-${id}`}>
          <Checkbox
            checked={chosen.includes(id)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
            }
          >
            {name}
          </Checkbox>
          {beside}
        </Flex>
      ))}
    </Flex>
  );
}

function Agenda({ candidates, plan, change }: { candidates: Candidates; plan: Plan; change: Change }) {
  const t = useText();
  const code = useCode();
  return (
    <>
      <Card title={t('meetings.chooseMatters')}>
        {candidates.matters.length === 0 && <EmptyState title={t('meetings.noMatters')} />}
        <Boxes
          choices={candidates.matters.map((line) => ({
            id: line.id,
            name: `${line.number ?? ''} ${line.title}`,
            beside: (
              <>
                <span>{line.company.name}</span>
                <span>{code('level', line.level)}</span>
                <Remaining days={line.remaining} />
              </>
            ),
          }))}
          chosen={plan.matterIds}
          onChange={(matterIds) => change({ matterIds })}
        />
      </Card>
      <Card title={t('meetings.chooseMembers')}>
        {candidates.members.length === 0 && <EmptyState title={t('meetings.noMembers')} />}
        <Boxes
          choices={candidates.members.map(({ person, posts }) => ({
            id: person.id,
            name: person.name,
            beside: <span>{posts.map((post) => code('post', post)).join('、')}</span>,
          }))}
          chosen={plan.expected}
          onChange={(expected) => change({ expected })}
        />
        <TextField
          label={t('meetings.observers')}
          hint={t('meetings.observersHint')}
          rows={2}
          maxLength={5000}
          value={plan.observers}
          onChange={(observers) => change({ observers })}
        />
      </Card>
    </>
  );
}

function Planner({ candidates }: { candidates: Candidates }) {
  const t = useText();
  const navigate = useNavigate();
  const [plan, setPlan] = useState<Plan>({
    title: '',
    heldOn: '',
    mode: 'collective_vote',
    matterIds: [],
    expected: candidates.members.map(({ person }) => person.id),
    observers: '',
  });
  const [earliest, setEarliest] = useState<string | null>(null);
  const change: Change = (part) => setPlan({ ...plan, ...part });
  const title = plan.title.trim();
  const complete =
    title !== '' && plan.heldOn !== '' && plan.matterIds.length > 0 && plan.expected.length > 0;
  return (
    <Flex vertical gap={16}>
      <Basics plan={plan} change={change} earliest={earliest} />
      <Agenda candidates={candidates} plan={plan} change={change} />
      {!complete && <Alert type="info" showIcon title={t('meetings.incomplete')} />}
      <ActButton
        type="primary"
        disabled={!complete}
        mutation={trpc.meetings.create.mutationOptions({
          onError: (error) => setEarliest(earliestOf(error)),
        })}
        input={{ ...plan, title, observers: linesOf(plan.observers) }}
        onDone={({ id }) => void navigate({ to: '/meetings/$id', params: { id } })}
      >
        {t('meetings.create')}
      </ActButton>
    </Flex>
  );
}

/** A meeting called: its title, day and mode, its items and who is expected. */
export default function NewMeetingPage() {
  const t = useText();
  const me = useQuery(trpc.session.me.queryOptions());
  const candidates = useQuery(trpc.meetings.candidates.queryOptions());
  const stranger = me.data !== undefined && me.data.post.kind !== 'committee_secretary';
  return (
    <Page
      crumbs={<Link to="/meetings">{t('meetings.title')}</Link>}
      title={t('meetings.newTitle')}
      subtitle={t('meetings.newSubtitle')}
    >
      {stranger ? (
        <Alert type="info" showIcon title={t('meetings.notSecretary')} />
      ) : (
        <FailureAlert error={candidates.error} />
      )}
      {!stranger &&
        candidates.error === null &&
        (candidates.data === undefined || me.data === undefined ? (
          <Skeleton active />
        ) : (
          <Planner candidates={candidates.data} />
        ))}
    </Page>
  );
}
