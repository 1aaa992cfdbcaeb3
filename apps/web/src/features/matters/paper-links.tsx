import { FileTextOutlined } from '@ant-design/icons';
import { Space } from 'antd';
import { type TextKey, useText } from '../../texts/text.ts';
import type { Matter } from './matter-data.ts';

type Kind = 'request' | 'reply' | 'minutes';
const labels: Record<Kind, TextKey> = {
  request: 'papers.request',
  reply: 'papers.reply',
  minutes: 'papers.minutes',
};

/** One official document as Word and as PDF. */
export function PaperLinks({ kind, id }: { kind: Kind; id: string }) {
  const t = useText();
  return (
    <Space size={8} data-testid={`paper-${kind}`}>
      <FileTextOutlined />
      {t(labels[kind])}
      <a href={`/papers/${kind}/${id}.docx`} download>
        Word
      </a>
      <a href={`/papers/${kind}/${id}.pdf`} download>
        PDF
      </a>
    </Space>
  );
}

/** The documents that a case has by now: the request once its company signed it, the instrument once it was issued. */
export function MatterPaperLinks({ matter }: { matter: Matter }) {
  const signed = matter.signatures.some((one) => one.valid && one.post === 'company_representative');
  return (
    <Space wrap size={[24, 4]}>
      {signed && <PaperLinks kind="request" id={matter.id} />}
      {matter.warrant !== null && <PaperLinks kind="reply" id={matter.warrant.id} />}
    </Space>
  );
}
