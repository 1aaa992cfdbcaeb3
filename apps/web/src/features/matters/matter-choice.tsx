import { useQuery } from '@tanstack/react-query';
import { Card, Flex, Typography } from 'antd';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { groups } from './matter-groups.ts';
import type { MatterSlug } from './proposal-fields.ts';

/** The fourteen, each with who decides it as a rule and within how many working days. */
export function MatterChoice({ onChoose }: { onChoose: (matter: MatterSlug) => void }) {
  const t = useText();
  const code = useCode();
  const { data = [] } = useQuery(trpc.matters.catalogue.queryOptions());
  const days = (slug: MatterSlug): string => {
    const line = data.find((one) => one.slug === slug);
    return line === undefined ? '' : t('proposal.days', { days: line.timeLimitDays });
  };
  return (
    <Card title={t('proposal.choose')}>
      <Flex vertical gap={16}>
        <Typography.Text type="secondary">{t('proposal.chooseHint')}</Typography.Text>
        {groups.map((group) => (
          <section key={group.title}>
            <Typography.Title level={5} style={{ marginTop: 0 }}>
              {t(group.title)}
            </Typography.Title>
            <div className="matter-choices">
              {group.slugs.map((slug) => (
                <button key={slug} type="button" className="matter-choice" onClick={() => onChoose(slug)}>
                  <strong>{code('slug', slug)}</strong>
                  <span>{code('decider', slug)}</span>
                  <small>{days(slug)}</small>
                </button>
              ))}
            </div>
          </section>
        ))}
      </Flex>
    </Card>
  );
}
