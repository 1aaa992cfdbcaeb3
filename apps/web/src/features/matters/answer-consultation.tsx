import { Flex, Radio } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { DocumentUpload } from '../../components/document-upload.tsx';
import { useKeptText } from '../../components/kept-text.ts';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { ActForm, TextField } from './act-fields.tsx';

type Answered = 'agree' | 'disagree' | 'remarks';

/** The answer to one consultation: an office's own, or an expert's entered with its paper. */
export function AnswerConsultation({ id, expert }: { id: string; expert: boolean }) {
  const t = useText();
  const [answer, setAnswer] = useState<Answered | null>(null);
  const [opinion, keep, forget] = useKeptText(`guanyun.consultation.${id}`);
  const [paper, setPaper] = useState<{ name: string; digest: string } | null>(null);
  const unsaid = answer !== 'agree' && opinion.trim() === '';
  return (
    <ActForm>
      <Radio.Group
        aria-label={t('matters.answerOf')}
        optionType="button"
        value={answer}
        onChange={(event) => setAnswer(event.target.value as Answered)}
        options={(['agree', 'disagree', 'remarks'] as const).map((value) => ({
          value,
          label: t(`matters.answer.${value}`),
        }))}
      />
      <TextField
        label={t('matters.answerOpinion')}
        hint={t('matters.answerOpinionHint')}
        rows={3}
        maxLength={2000}
        value={opinion}
        onChange={keep}
      />
      <Flex gap={8} align="center" wrap>
        <DocumentUpload label={t('matters.answerPaper')} onDone={setPaper} />
        <span>{paper?.name ?? ''}</span>
      </Flex>
      <ActButton
        type="primary"
        disabled={answer === null || unsaid || (expert && paper === null)}
        mutation={trpc.matters.answerConsultation.mutationOptions()}
        input={{
          id,
          answer: answer ?? 'remarks',
          opinion: opinion.trim(),
          ...(paper === null ? {} : { document: paper.digest }),
        }}
        onDone={forget}
      >
        {t('matters.answerConsultation')}
      </ActButton>
    </ActForm>
  );
}
