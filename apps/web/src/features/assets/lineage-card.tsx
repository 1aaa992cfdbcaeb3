import { Link } from '@tanstack/react-router';
import { Alert, Card, Flex, Typography } from 'antd';
import { useCode, useText } from '../../texts/text.ts';
import type { Story } from './story-data.ts';

type Relative = Story['parents'][number];

function Relatives({
  of,
  label,
}: {
  of: readonly Relative[];
  label: 'assetActs.parents' | 'assetActs.children';
}) {
  const t = useText();
  const code = useCode();
  const [first] = of;
  if (first === undefined) return null;
  return (
    <div>
      <Typography.Text type="secondary">
        {t(label, { day: first.on, kind: code('entry', first.kind) })}
      </Typography.Text>
      {of.map(({ id, code: number, name }) => (
        <div key={id}>
          <Link to="/assets/$id" params={{ id }}>
            {number} {name}
          </Link>
        </div>
      ))}
    </div>
  );
}

/** Where the asset came from and what became of it. */
export function LineageCard({ story }: { story: Story }) {
  const t = useText();
  const code = useCode();
  const { disposal, parents, children, retiredOn } = story;
  if (parents.length === 0 && children.length === 0 && retiredOn === null) return null;
  return (
    <Card size="small" title={t('assetActs.lineage')} data-testid="lineage">
      <Flex vertical gap={12}>
        {retiredOn !== null && (
          <Alert type="info" showIcon title={t('assetActs.retired', { day: retiredOn })} />
        )}
        {disposal !== null && (
          <div>
            {t('assetActs.disposed', {
              manner: code('manner', disposal.manner),
              price: disposal.price,
              counterparty: disposal.counterparty,
            })}{' '}
            <Link to="/warrants/$id" params={{ id: disposal.warrantId }}>
              {t('assetActs.warrant')}
            </Link>
          </div>
        )}
        <Relatives of={parents} label="assetActs.parents" />
        <Relatives of={children} label="assetActs.children" />
      </Flex>
    </Card>
  );
}
