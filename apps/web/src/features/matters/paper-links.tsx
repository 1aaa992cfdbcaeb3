import { FileTextOutlined } from '@ant-design/icons';
import { Space } from 'antd';
import { type TextKey, useText } from '../../texts/text.ts';
import type { Matter } from './matter-data.ts';

type Kind = 'request' | 'supplement' | 'objection' | 'reply' | 'minutes';
/** What an instrument is called, whichever it was issued as. */
type Named = Exclude<Kind, 'reply'> | Instrument;
type Instrument = NonNullable<Matter['warrant']>['instrument'];
const labels: Record<Named, TextKey> = {
  request: 'papers.request',
  supplement: 'papers.supplement',
  objection: 'papers.objection',
  reply: 'papers.reply',
  minutes: 'papers.minutes',
  vote_instruction: 'papers.voteInstruction',
  filing_receipt: 'papers.filingReceipt',
};

/** One official document as Word and as PDF. */
export function PaperLinks({
  kind,
  id,
  name,
  to,
}: {
  kind: Kind;
  id: string;
  name?: Named;
  to?: string | null;
}) {
  const t = useText();
  return (
    <Space size={8} data-testid={`paper-${kind}`}>
      <FileTextOutlined />
      {t(labels[name ?? kind])}
      {to}
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
  const objected = matter.history.some((one) => one.act === 'matters.object' && one.outcome === 'accepted');
  return (
    <Space wrap size={[24, 4]}>
      {signed && <PaperLinks kind="request" id={matter.id} />}
      {matter.supplements.length > 0 && <PaperLinks kind="supplement" id={matter.id} />}
      {objected && <PaperLinks kind="objection" id={matter.id} />}
      {matter.warrants.map(({ id, instrument, company }) => (
        <PaperLinks
          key={id}
          kind="reply"
          id={id}
          name={instrument}
          to={matter.warrants.length > 1 ? company.name : null}
        />
      ))}
    </Space>
  );
}
