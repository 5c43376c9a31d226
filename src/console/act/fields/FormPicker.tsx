// src/console/act/fields/FormPicker.tsx —— 选文书：the forms of the list no step makes; choosing one brings what the case already says of it
import { Select } from 'antd';
import type { ControlProps } from './Control.tsx';
import { fieldId, useForm } from './context.ts';

export function FormPicker({ path, value, invalid }: ControlProps) {
  const { form, set } = useForm();
  const papers = form.papers ?? [];
  const chosen = papers.find((paper) => paper.code === value);
  return (
    <>
      <Select
        id={fieldId(path)}
        value={value as string | undefined}
        status={invalid ? 'error' : undefined}
        placeholder="输入文书名称或者代号"
        showSearch={{ optionFilterProp: 'label' }}
        options={papers.map(({ code, name }) => ({ value: code, label: `${name}　${code}` }))}
        onChange={(code?: string) => {
          set(path, code);
          set('content', papers.find((paper) => paper.code === code)?.known ?? {});
        }}
      />
      {chosen && (
        <p className="hint">
          {chosen.sealed ? '编号、盖章的文书：承办人提请，行政机关负责人签发。' : '不编号、不盖章的文书：由承办人出具。'}
        </p>
      )}
    </>
  );
}
