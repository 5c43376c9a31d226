// src/console/act/fields/ItemPicker.tsx —— 选执法事项:the real list, searchable; what cannot be used is shown with the reason
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { fullWidth } from '../../parts/fullWidth.ts';
import { itemsQuery } from '../../wire/queries.ts';
import type { Item } from '../../wire/shapes.ts';
import type { ControlProps } from './Control.tsx';
import { fieldId, useForm } from './context.ts';

const searched = (item: Item) =>
  [
    item.code,
    item.name,
    ...item.breach.map((each) => `${each.law}${each.article}`),
    ...item.penalty.map((each) => `${each.law}${each.article}`),
  ]
    .join(' ')
    .toLowerCase();

export function ItemPicker({ path, value, invalid }: ControlProps) {
  const { set, form } = useForm();
  const { data } = useQuery(itemsQuery(''));
  const items = (data?.items ?? []).filter(({ actType }) => form.actTypes.some((each) => each === actType));
  const chosen = items.find((item) => item.code === value);
  return (
    <>
      <Select
        id={fieldId(path)}
        value={value as string | undefined}
        status={invalid ? 'error' : undefined}
        placeholder="输入名称、编码或者条文"
        loading={!data}
        showSearch={{
          filterOption: (input, option) => (option as { searched?: string } | undefined)?.searched?.includes(input.toLowerCase()) ?? false,
        }}
        options={items.map((item) => ({
          value: item.code,
          label: `${item.code}　${item.name}`,
          searched: searched(item),
          disabled: !item.usable,
          why: item.whyUnusable,
        }))}
        optionRender={(option) => (
          <>
            {option.label}
            {option.data.why && <span className="soon small">　{fullWidth(option.data.why)}</span>}
          </>
        )}
        onChange={(code) => set(path, code)}
      />
      {chosen && chosen.breach.length > 0 && (
        <p className="hint">
          违反{chosen.breach.map((each) => `${each.law}${each.article}`).join('、')}；罚则
          {chosen.penalty.map((each) => `${each.law}${each.article}`).join('、')}。
          {chosen.correctiveOrders.length > 0 && `应责令：${chosen.correctiveOrders.join('；')}。`}
        </p>
      )}
    </>
  );
}
