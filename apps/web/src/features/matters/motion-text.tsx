import { Flex, Tag } from 'antd';
import { useText } from '../../texts/text.ts';
import type { Matter } from './matter-data.ts';
import { useOrganizationChoices } from './organization-names.ts';

export type Motion = Matter['meetings'][number]['motion'];

/** What the meeting is asked to resolve, in words. */
export function MotionText({ motion }: { motion: Motion }) {
  const t = useText();
  const { nameOf } = useOrganizationChoices();
  return (
    <Flex vertical gap={4} data-testid="motion">
      <span>
        {t('meetings.motion')} <Tag color="blue">{t(`meetings.motion.${motion.kind}`)}</Tag>
        {motion.kind === 'defer' && t('meetings.deferUntil', { until: motion.until, reason: motion.reason })}
        {motion.kind === 'return' && motion.reason}
      </span>
      {motion.kind === 'conditional' && (
        <ol className="matter-lines">
          {motion.conditions.map((one) => (
            <li key={`${one.phase}${one.text}`}>
              <Tag>{t(`meetings.phase.${one.phase}`)}</Tag>
              {one.text}
              {t('meetings.conditionOwed', { owner: nameOf(one.ownerId), due: one.dueOn })}
            </li>
          ))}
        </ol>
      )}
    </Flex>
  );
}
