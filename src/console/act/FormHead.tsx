// src/console/act/FormHead.tsx —— 表单的抬头:which case, which step, under which article, and what follows from it
import { Link } from '@tanstack/react-router';
import { beyondForm } from '../case/orderedMoves.ts';
import { shortDate, weekdayOf } from '../parts/days.ts';
import { fullWidth } from '../parts/fullWidth.ts';
import { Law } from '../parts/Law.tsx';
import { Reasons } from '../parts/Reasons.tsx';
import type { CaseView, Form, StepId } from '../wire/shapes.ts';

/** Steps that must know until when the party may speak. */
const waitsForWindows: readonly StepId[] = [
  'statementReceived',
  'statementWaived',
  'statementRechecked',
  'hearingRequested',
  'hearingWaived',
  'hearingNoticed',
  'jointlyDiscussed',
  'decisionMade',
];

export function FormHead({ caseId, form, view, found }: { caseId: string; form: Form; view?: CaseView; found?: boolean }) {
  const { today } = form;
  const reasons = beyondForm(form.reasons);
  const windows = waitsForWindows.includes(form.step) ? form.windows : {};
  return (
    <>
      <nav className="crumb" aria-label="所在位置">
        <Link to="/">案件</Link>
        <span>/</span>
        {view && (
          <>
            <Link to="/cases/$caseId" params={{ caseId }}>
              {view.caseNumber ?? view.clueNumber}　{view.party !== '—' && view.party}
              {view.cause}
            </Link>
            <span>/</span>
          </>
        )}
        <span>{form.name}</span>
      </nav>
      <div className="ch">
        <div className="main">
          <h1>{form.name}</h1>
          <p className="small mute">
            {form.fact ? '事实，照录；' : ''}由{form.actor}办理。依据
            <Law cite={form.basis} />。
            {windows.statement && `陈述申辩至${shortDate(windows.statement.rolled, today)} ${weekdayOf(windows.statement.rolled)}。`}
            {windows.hearing && `听证申请至${shortDate(windows.hearing.rolled, today)} ${weekdayOf(windows.hearing.rolled)}。`}
          </p>
        </div>
      </div>
      {form.consequence && (
        <div className="warn gap-top">
          <p>{fullWidth(form.consequence)}</p>
        </div>
      )}
      {form.hits.length > 0 && form.step === 'majorityStated' && (
        <div className="warn gap-top">
          <p>本案列入法制审核目录的情形：{form.hits.join('；')}。系统只列事实，是否重大由您认定并说明理由。</p>
        </div>
      )}
      {reasons.length > 0 && (
        <div className="judged gap-top">
          <h2>现在还不能办理，{reasons.length}个理由</h2>
          <p className="small mute">可以先写草稿，条件具备后再提交。</p>
          <Reasons reasons={reasons} />
        </div>
      )}
      {found && (
        <div className="warn gap-top">
          <p>这是您以前的草稿，写完以后本案又有变化。请核对后再提交。</p>
        </div>
      )}
    </>
  );
}
