import { ActButton } from '../../components/act-button.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Act } from './act-fields.tsx';
import { ExternalForm } from './external-form.tsx';
import type { Matter } from './matter-data.ts';
import { Confirmed, Plain } from './simple-acts.tsx';

/** Seals and issues what was signed. */
function Issue({ matter }: { matter: Matter }) {
  const t = useText();
  return (
    <ActButton
      type="primary"
      confirm={t('matters.issueConfirm')}
      mutation={trpc.matters.issue.mutationOptions()}
      input={{ id: matter.id, contentDigest: matter.contentDigest }}
    >
      {t('matters.issue')}
    </ActButton>
  );
}

/** What follows the meeting: the higher body, the signature, the seal. */
export const decisionActs: readonly Act[] = [
  {
    name: 'matters.forward',
    usual: true,
    form: (matter) => (
      <Plain
        matter={matter}
        label="matters.forward"
        confirm="matters.forwardConfirm"
        mutation={trpc.matters.forward.mutationOptions()}
      />
    ),
  },
  {
    name: 'matters.recordExternalDecision',
    usual: true,
    form: (matter) => <ExternalForm matterId={matter.id} />,
  },
  {
    name: 'matters.signInstrument',
    usual: true,
    form: (matter) => (
      <Confirmed
        matter={matter}
        label="matters.signInstrument"
        confirm="matters.signInstrumentConfirm"
        mutation={trpc.matters.signInstrument.mutationOptions()}
      />
    ),
  },
  {
    name: 'matters.issue',
    usual: true,
    form: (matter) => <Issue matter={matter} />,
  },
];
