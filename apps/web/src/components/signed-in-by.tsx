import { Tag } from 'antd';
import { useText } from '../texts/text.ts';

export type SignedIn = {
  readonly issuer: string;
  readonly acr: string | null;
  readonly authTime: string | null;
};

const clock = new Intl.DateTimeFormat('zh-CN', {
  dateStyle: 'short',
  timeStyle: 'medium',
  timeZone: 'Asia/Shanghai',
});

type Props = { readonly signIn: SignedIn | null; readonly level: 'session' | 'code' | 'key' };

/** On what an act rests besides a session by password: a key, a one-time code, and that a provider vouched for who did it. */
export function SignedInBy({ signIn, level }: Props) {
  const t = useText();
  const how =
    signIn === null
      ? ''
      : t('identity.signedInHow', {
          issuer: signIn.issuer,
          acr: signIn.acr ?? t('identity.notSaid'),
          at: signIn.authTime === null ? t('identity.notSaid') : clock.format(new Date(signIn.authTime)),
        });
  return (
    <>
      {level !== 'session' && <Tag color="blue">{t(`journal.level.${level}`)}</Tag>}
      {signIn !== null && <Tag title={how}>{t('identity.signedIn')}</Tag>}
    </>
  );
}
