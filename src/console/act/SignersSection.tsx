// src/console/act/SignersSection.tsx —— 谁、何时:the signers, the day it happened, and the ground when that day is not today
import { useMe } from '../app/session.tsx';
import { weekdayOf } from '../parts/days.ts';
import type { Form } from '../wire/shapes.ts';
import { DateInput } from './fields/DateInput.tsx';
import { FieldRow } from './fields/FieldRow.tsx';
import { ManySelect } from './fields/ManySelect.tsx';
import type { Writing } from './writing/useDraft.ts';

export function SignersSection({ no, form, writing }: { no: string; form: Form; writing: Writing }) {
  const { person } = useMe();
  const { draft, change } = writing;
  const backdate = form.fields.find((field) => field.key === 'backdateGround');
  const late = draft.on < form.today;
  const others = draft.by.filter((id) => id !== person.id);
  const several = form.atLeast > 1;
  return (
    <section className="fs" aria-label="谁、何时">
      <header>
        <span className="no">{no}</span>
        <h2>{several ? '执法人员和日期' : '签署和日期'}</h2>
      </header>
      <div className="bd">
        <div className="row">
          <span className="lb">{form.fact ? '记录人' : '签署人'}</span>
          <div className="fixed">
            {person.name}
            {'　'}
            <span className="src">
              {form.actor}
              {several && `，不得少于${form.atLeast}人`}
            </span>
          </div>
        </div>
        {several && (
          <div className="row">
            <label htmlFor="f-by">共同办理</label>
            <div>
              <ManySelect
                id="f-by"
                value={others}
                showSearch={{ optionFilterProp: 'label' }}
                placeholder="请选其他执法人员"
                aria-label="共同办理的执法人员"
                options={form.candidates.filter((each) => each.id !== person.id).map((each) => ({ value: each.id, label: each.name }))}
                onChange={(ids: string[]) => change({ by: [person.id, ...ids] })}
              />
              <p className="hint">共同办理的人还要在“共同执法人员确认”里各自确认。执法证是否有效，按办理当日核对。</p>
            </div>
          </div>
        )}
        <div className="row">
          <label htmlFor="f-on">{form.fact ? '发生日期' : '办理日期'}</label>
          <div className="calc">
            <DateInput
              id="f-on"
              value={draft.on}
              latest={form.today}
              onChange={(on) =>
                change({
                  on: on ?? form.today,
                  particulars: on && on < form.today ? draft.particulars : { ...draft.particulars, backdateGround: undefined },
                })
              }
            />
            <span className="small mute">
              {weekdayOf(draft.on)}
              {late ? '，早于今天，属于补录' : ''}
            </span>
          </div>
        </div>
        {late && backdate && (
          <FieldRow field={{ ...backdate, required: true }} path="backdateGround" value={draft.particulars.backdateGround} />
        )}
      </div>
    </section>
  );
}
