import { Tag } from 'antd';
import { useText } from '../../texts/text.ts';

const SOON = 3;

/** Working days left until an answer is due; red when none are left, amber when few. */
export function Remaining({ days }: { days: number | null }) {
  const t = useText();
  if (days === null) return null;
  if (days < 0) return <Tag color="red">{t('matters.overdue', { days: -days })}</Tag>;
  if (days === 0) return <Tag color="red">{t('matters.dueToday')}</Tag>;
  return <Tag color={days <= SOON ? 'gold' : 'green'}>{t('matters.remaining', { days })}</Tag>;
}
