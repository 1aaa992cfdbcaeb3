import { Link } from '@tanstack/react-router';
import { Table, Tag } from 'antd';
import { Names } from '../../components/names.tsx';
import { SignedInBy } from '../../components/signed-in-by.tsx';
import { refusalTexts } from '../../texts/refusals.ts';
import { type Sentence, say, useCode, useLanguage, useText } from '../../texts/text.ts';
import type { JournalLine } from './evidence-data.ts';
import { pagePath } from './steps.ts';

const clock = new Intl.DateTimeFormat('zh-CN', {
  dateStyle: 'short',
  timeStyle: 'medium',
  timeZone: 'Asia/Shanghai',
});

function Subject({ subject }: { subject: JournalLine['subject'] }) {
  const path = subject.id === null ? null : pagePath(subject.kind, subject.id);
  return path === null ? subject.title : <Link to={path}>{subject.title || '—'}</Link>;
}

function Actor({ entry }: { entry: JournalLine }) {
  const t = useText();
  const code = useCode();
  if (entry.person === null) return t('journal.system');
  return (
    <>
      <Names person={entry.person} onBehalfOf={entry.onBehalfOf} />{' '}
      <SignedInBy signIn={entry.signIn} level={entry.level} />
      <div className="journal-post">
        {entry.post === null ? '' : code('post', entry.post)} {entry.organization ?? ''}
      </div>
    </>
  );
}

/** What came of it: done, or the sentence that refused it. */
function Outcome({ entry }: { entry: JournalLine }) {
  const t = useText();
  const language = useLanguage();
  if (entry.outcome === 'accepted') return <Tag color="green">{t('evidence.accepted')}</Tag>;
  const sentences: Readonly<Record<string, Sentence>> = refusalTexts;
  const sentence = entry.refusal === null ? undefined : sentences[entry.refusal];
  return (
    <>
      <Tag color="red">{t('evidence.refused')}</Tag>
      {sentence === undefined ? entry.refusal : say(sentence, language, entry.facts)}
    </>
  );
}

/** The entries of the journal, newest first: who did what to what, in which post, and what came of it. */
export function JournalTable({ items }: { items: readonly JournalLine[] }) {
  const t = useText();
  const code = useCode();
  return (
    <Table<JournalLine>
      rowKey="index"
      size="small"
      pagination={false}
      scroll={{ x: 1040 }}
      dataSource={[...items]}
      onRow={(entry) => ({ 'data-testid': `row-${entry.index}` }) as object}
      columns={[
        { title: t('evidence.index'), dataIndex: 'index', align: 'right', width: 72 },
        {
          title: t('evidence.at'),
          width: 170,
          render: (_, entry) => <time dateTime={entry.at}>{clock.format(new Date(entry.at))}</time>,
        },
        { title: t('evidence.act'), width: 130, render: (_, entry) => code('act', entry.act) },
        { title: t('evidence.subject'), render: (_, entry) => <Subject subject={entry.subject} /> },
        { title: t('evidence.actor'), render: (_, entry) => <Actor entry={entry} /> },
        { title: t('evidence.outcome'), render: (_, entry) => <Outcome entry={entry} /> },
        {
          title: t('evidence.digest'),
          width: 110,
          render: (_, entry) => (
            <Link
              className="journal-digest"
              title={entry.digest}
              to="/receipts/$index/$leaf"
              params={{ index: entry.index, leaf: entry.leaf }}
            >
              {entry.digest.slice(0, 8)}…
            </Link>
          ),
        },
      ]}
    />
  );
}
