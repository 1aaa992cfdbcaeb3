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

/** That a provider vouched for who did it, how strongly and when; nothing where the password did. */
export function SignedInBy({ signIn }: { readonly signIn: SignedIn | null }) {
  const t = useText();
  if (signIn === null) return null;
  const { issuer, acr, authTime } = signIn;
  const how = t('identity.signedInHow', {
    issuer,
    acr: acr ?? t('identity.notSaid'),
    at: authTime === null ? t('identity.notSaid') : clock.format(new Date(authTime)),
  });
  return <Tag title={how}>{t('identity.signedIn')}</Tag>;
}
