import { Link } from '@tanstack/react-router';
import { Tag, Timeline, Typography } from 'antd';
import { refusalTexts } from '../texts/refusals.ts';
import { type Sentence, say, useCode, useLanguage, useText } from '../texts/text.ts';
import { Names } from './names.tsx';
import { type SignedIn, SignedInBy } from './signed-in-by.tsx';

export type JournalShown = {
  readonly index: string;
  readonly at: string;
  readonly act: string;
  readonly person: { readonly id: string; readonly name: string } | null;
  readonly onBehalfOf: { readonly id: string; readonly name: string } | null;
  readonly post: string | null;
  readonly organization: string | null;
  readonly outcome: string;
  readonly refusal: string | null;
  readonly facts: Readonly<Record<string, string>>;
  readonly digest: string;
  readonly leaf: string;
  readonly level: 'session' | 'code' | 'key';
  readonly signIn: SignedIn | null;
};

const clock = new Intl.DateTimeFormat('zh-CN', {
  dateStyle: 'short',
  timeStyle: 'medium',
  timeZone: 'Asia/Shanghai',
});

/** Who did what when, in which post; refusals too. */
export function JournalList({ items }: { readonly items: readonly JournalShown[] }) {
  const t = useText();
  const code = useCode();
  const language = useLanguage();
  if (items.length === 0) return <Typography.Text type="secondary">{t('journal.none')}</Typography.Text>;
  return (
    <Timeline
      items={items.map((item) => ({
        key: item.index,
        color: item.outcome === 'accepted' ? 'green' : 'red',
        content: (
          <div>
            <strong>{code('act', item.act)}</strong>{' '}
            {item.outcome === 'refused' && <Tag color="red">{t('journal.refused')}</Tag>}
            <SignedInBy signIn={item.signIn} level={item.level} />
            <div>
              {item.person === null ? (
                t('journal.system')
              ) : (
                <Names person={item.person} onBehalfOf={item.onBehalfOf} />
              )}
              {item.post === null ? '' : ` · ${code('post', item.post)}`}
              {item.organization === null ? '' : ` · ${item.organization}`}
            </div>
            {item.refusal !== null && item.refusal in refusalTexts && (
              <div>
                {say(
                  refusalTexts[item.refusal as keyof typeof refusalTexts] as Sentence,
                  language,
                  item.facts,
                )}
              </div>
            )}
            <Typography.Text type="secondary">
              {clock.format(new Date(item.at))} · #{item.index} · {item.digest.slice(0, 8)}… ·{' '}
              <Link to="/receipts/$index/$leaf" params={{ index: item.index, leaf: item.leaf }}>
                {t('evidence.receiptOpen')}
              </Link>
            </Typography.Text>
          </div>
        ),
      }))}
    />
  );
}
