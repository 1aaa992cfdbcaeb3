import { Card, Checkbox, Flex, Tag, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Meeting } from './matter-data.ts';

type Expected = Meeting['expected'][number];

function Presence({ one }: { one: Expected }) {
  const t = useText();
  if (one.present === null) return <Tag>{t('meetings.notRecorded')}</Tag>;
  return (
    <Tag color={one.present ? 'green' : 'default'}>
      {t(one.present ? 'meetings.present' : 'meetings.absent')}
    </Tag>
  );
}

function Recording({ meeting }: { meeting: Meeting }) {
  const t = useText();
  const [present, setPresent] = useState(() =>
    meeting.expected.filter((one) => one.present !== false).map((one) => one.person.id),
  );
  return (
    <Flex vertical gap={8}>
      {meeting.expected.map(({ person, chief }) => (
        <Flex key={person.id} gap={8} align="center">
          <Checkbox
            checked={present.includes(person.id)}
            onChange={(event) =>
              setPresent(
                event.target.checked ? [...present, person.id] : present.filter((id) => id !== person.id),
              )
            }
          >
            {person.name}
          </Checkbox>
          {chief && <Tag color="blue">{t('meetings.chief')}</Tag>}
        </Flex>
      ))}
      <ActButton
        type={meeting.state === 'planned' ? 'primary' : 'default'}
        mutation={trpc.meetings.recordAttendance.mutationOptions()}
        input={{ id: meeting.id, present }}
      >
        {t('meetings.recordAttendance')}
      </ActButton>
    </Flex>
  );
}

/** Who is expected and who came; the secretary records it until the meeting is closed. */
export function Attendance({ meeting }: { meeting: Meeting }) {
  const t = useText();
  const came = meeting.expected.filter((one) => one.present === true).length;
  return (
    <Card title={t('meetings.attendance')}>
      <Typography.Paragraph type="secondary">
        {t('meetings.presence', { expected: meeting.expected.length, present: came })}
      </Typography.Paragraph>
      {meeting.observers.length > 0 && (
        <Typography.Paragraph>
          {t('meetings.observersAre', { names: meeting.observers.join('、') })}
        </Typography.Paragraph>
      )}
      {meeting.may.includes('meetings.recordAttendance') ? (
        <Recording meeting={meeting} />
      ) : (
        <ul className="matter-plain">
          {meeting.expected.map((one) => (
            <li key={one.person.id}>
              {one.person.name} {one.chief && <Tag color="blue">{t('meetings.chief')}</Tag>}
              <Presence one={one} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
