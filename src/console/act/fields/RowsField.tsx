// src/console/act/fields/RowsField.tsx —— 多行:one numbered block a row; the last row opens when the form begins
import { useEffect } from 'react';
import type { Field, Particulars } from '../../wire/shapes.ts';
import { fieldId, type RowOf, useForm } from './context.ts';

type RowsKind = Extract<Field, { kind: 'rows' }>;
const rowName: Record<string, string> = {
  facts: '事实',
  dialogue: '问答',
  goods: '物品',
  views: '意见',
  acts: '记录',
  records: '笔录',
  extra: '隐去',
};
/** Rows of short fields only stand side by side. */
const isFlat = (field: RowsKind) => field.fields.every((each) => each.kind !== 'longText' && each.kind !== 'evidence');

export function RowsField({ field, path, value, Row }: { field: RowsKind; path: string; value: unknown; Row: RowOf }) {
  const { set } = useForm();
  const rows = (value ?? []) as Particulars[];
  const missing = rows.length === 0 && field.required;
  useEffect(() => {
    if (missing) set(path, [{}]);
  });
  const name = rowName[field.key] ?? '第';
  return (
    <div id={fieldId(path)}>
      <ol className="rows">
        {rows.map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place, and their controls keep no state of their own
          <li key={i}>
            <div className="rh">
              <b>
                {name}
                {i + 1}
              </b>
              {(rows.length > 1 || !field.required) && (
                <button
                  type="button"
                  className="link"
                  onClick={() =>
                    set(
                      path,
                      rows.filter((_, at) => at !== i),
                    )
                  }
                >
                  去掉这一行
                </button>
              )}
            </div>
            <div className={isFlat(field) ? 'inline' : undefined}>
              {field.fields.map((each) => (
                <Row key={each.key} field={each} path={`${path}.${i}.${each.key}`} value={row[each.key]} />
              ))}
            </div>
          </li>
        ))}
      </ol>
      <button type="button" className="btn" onClick={() => set(path, [...rows, {}])}>
        {field.key === 'dialogue' ? '再加一问' : rowName[field.key] ? `再加一项${name}` : '再加一行'}
      </button>
    </div>
  );
}
