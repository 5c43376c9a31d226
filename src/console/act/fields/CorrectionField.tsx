// src/console/act/fields/CorrectionField.tsx —— 更正:choose what was wrong in an earlier record and write it anew; the record itself stays
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { fullWidth } from '../../parts/fullWidth.ts';
import { Loading } from '../../parts/states.tsx';
import { formQuery } from '../../wire/queries.ts';
import type { Particulars } from '../../wire/shapes.ts';
import { reviveFields } from '../writing/formModel.ts';
import type { RowOf } from './context.ts';
import { FormContext, fieldId, useForm } from './context.ts';

export function CorrectionField({ path, value, Row }: { path: string; value: unknown; Row: RowOf }) {
  const shared = useForm();
  const { caseId, view, values, set } = shared;
  const act = view?.acts.find((each) => each.n === values.act);
  const target = useQuery({ ...formQuery(caseId, act?.step ?? ''), enabled: act !== undefined });
  const fields = useMemo(() => reviveFields(target.data?.fields ?? []).filter((field) => field.key !== 'backdateGround'), [target.data]);
  const corrected = (value ?? {}) as Particulars;
  if (!act)
    return (
      <p className="fixed mute" id={fieldId(path)}>
        先选更正哪一条记录，再在这里勾选要更正的内容。
      </p>
    );
  if (!target.data) return <Loading lines={2} />;
  const toggle = (key: string, on: boolean) =>
    set(path, on ? { ...corrected, [key]: undefined } : Object.fromEntries(Object.entries(corrected).filter(([each]) => each !== key)));
  return (
    <div id={fieldId(path)}>
      {fields.map((field) => {
        const before = act.fields.find((each) => each.key === field.key);
        const on = field.key in corrected;
        return (
          <div key={field.key}>
            <label className="tick">
              <input type="checkbox" checked={on} onChange={(event) => toggle(field.key, event.target.checked)} />
              <span>
                {fullWidth(field.label)}　<span className="mute">原记：{fullWidth(before?.text ?? '没有填')}</span>
              </span>
            </label>
            {on && (
              <FormContext value={{ ...shared, form: { ...target.data, known: {}, sanctions: undefined } }}>
                <div className="rows">
                  <Row field={field} path={`${path}.${field.key}`} value={corrected[field.key]} />
                </div>
              </FormContext>
            )}
          </div>
        );
      })}
      <p className="hint">原来的记录保留在案卷里；更正后凡以它为依据的记录会重新核对，结果列给您看。</p>
    </div>
  );
}
