import { Button, Flex } from 'antd';
import { useText } from '../texts/text.ts';
import { DocumentUpload } from './document-upload.tsx';

export type Paper = { readonly digest: string; readonly name: string };

/** One or more files that show what was done. */
export function PapersField({
  papers,
  onChange,
  label,
}: {
  papers: readonly Paper[];
  onChange: (papers: Paper[]) => void;
  label: string;
}) {
  const t = useText();
  return (
    <Flex vertical gap={4} align="start">
      {papers.map((paper) => (
        <Flex key={paper.digest} gap={8} align="center">
          <a href={`/documents/${paper.digest}`} download>
            {paper.name}
          </a>
          <Button
            size="small"
            type="text"
            aria-label={t('papers.remove', { name: paper.name })}
            onClick={() => onChange(papers.filter((p) => p.digest !== paper.digest))}
          >
            {t('matters.removeShort')}
          </Button>
        </Flex>
      ))}
      <DocumentUpload
        label={`${label}：${t('papers.add')}`}
        onDone={({ digest, name }) =>
          onChange([...papers.filter((p) => p.digest !== digest), { digest, name }])
        }
      />
    </Flex>
  );
}
