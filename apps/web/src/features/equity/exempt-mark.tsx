import { Tag } from 'antd';
import { useText } from '../../texts/text.ts';
import type { StructureNode } from './structure-graph.ts';

/** Until when a company is exempt, with its paper for whoever may read it. */
export function ExemptMark({ exemption }: { exemption: NonNullable<StructureNode['exemption']> }) {
  const t = useText();
  const { until, document } = exemption;
  const text = t('levels.exempt', { day: until });
  return (
    <Tag color="green">
      {document === null ? (
        text
      ) : (
        <a
          style={{ color: 'inherit', textDecoration: 'underline' }}
          href={`/documents/${document}`}
          title={t('levels.exemptPaper', { day: until })}
          download
        >
          {text}
        </a>
      )}
    </Tag>
  );
}
