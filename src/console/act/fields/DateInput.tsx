// src/console/act/fields/DateInput.tsx —— 日期和时间
import { DatePicker } from 'antd';
import dayjs from 'dayjs';

type Props = { id: string; value?: string; onChange: (value: string | undefined) => void; latest?: string };
const parsed = (value: string | undefined, format: string) => {
  const day = value ? dayjs(value) : undefined;
  return day?.isValid() && day.format(format) === value ? day : null;
};

export const DateInput = ({ id, value, onChange, latest }: Props) => (
  <DatePicker
    id={id}
    className="short"
    value={parsed(value, 'YYYY-MM-DD')}
    format="YYYY-MM-DD"
    placeholder="如 2026-03-02"
    allowClear
    disabledDate={latest ? (day) => day.format('YYYY-MM-DD') > latest : undefined}
    onChange={(day) => onChange(day?.format('YYYY-MM-DD'))}
  />
);

export const MinuteInput = ({ id, value, onChange }: Props) => (
  <DatePicker
    id={id}
    className="short"
    value={parsed(value, 'YYYY-MM-DD HH:mm')}
    format="YYYY-MM-DD HH:mm"
    showTime={{ format: 'HH:mm' }}
    needConfirm={false}
    placeholder="如 2026-03-02 09:30"
    allowClear
    onChange={(day) => onChange(day?.format('YYYY-MM-DD HH:mm'))}
  />
);
